//! How long an item stays: an hour longer than it is worth anything, and no item for ever.

use std::collections::BTreeSet;

use crate::support::Street;

const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

#[tokio::test]
async fn every_item_goes_an_hour_after_it_is_worth_nothing() {
    let street = Street::with(&[("SENDS_PER_DEPLOYMENT", "1000/h,10000/d"), ("SENDS_PER_SOURCE", "20/h,100/d")]).await;
    let mut browser = street.browser();
    let form = browser.ask_for_code("state", "jane@example.com").await;
    let code = street.code().await;
    browser.submit_code(&form, &code.wrong(0)).await;
    street.assert_logs_in(&browser.submit_code(&form, &code).await);
    street.sign_in(&mut browser, "jane@example.com").await;

    let mut prefixes = BTreeSet::new();
    for item in street.items().await {
        let key = item["pk"].as_s().unwrap().clone();
        let prefix = key.split('#').next().unwrap().to_owned();
        let ends = match prefix.as_str() {
            "flow" => street.now() + 600,
            // Its longest window.
            "address" | "known" => street.now() + DAY,
            "device" => street.now() + 90 * DAY,
            "source" | "deployment" => {
                let (start, length) = key.rsplit_once('#').unwrap().1.split_once('/').unwrap();
                let [start, length]: [u64; 2] = [start, length].map(|seconds| seconds.parse().unwrap());
                assert!([HOUR, DAY].contains(&length) && start == street.now() - street.now() % length, "{key}");
                start + length
            }
            _ => panic!("an item nobody knows: {key}"),
        };
        assert_eq!(item["delete_at"].as_n().unwrap().parse(), Ok(ends + HOUR), "{key}");
        prefixes.insert(prefix);
    }
    assert_eq!(prefixes, ["address", "deployment", "device", "flow", "known", "source"].map(str::to_owned).into());
    let lanes: BTreeSet<_> =
        street.items_of("deployment").await.iter().map(|item| item["pk"].as_s().unwrap().split('#').nth(1).unwrap().to_owned()).collect();
    assert_eq!(lanes.len(), 2, "of both lanes: {lanes:?}");
}
