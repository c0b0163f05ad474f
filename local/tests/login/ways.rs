//! One table of cases, and each holds on all four ways to a login: guessing, binding, limits and input (docs/security.md, T01 to T60). A
//! case that held on our page alone would be a hole in the API, or in texts.

// A case that is not in the list below runs nowhere.
#![deny(dead_code)]

mod binding;
mod guessing;
mod input;
mod limits;
mod races;

use crate::support::Way;

/// A test for each case and each way.
macro_rules! on_every_way {
    ($($file:ident: $($case:ident)+;)+) => {
        $($(mod $case {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_our_page_by_mail() { super::$file::$case(Way::PageByMail).await; }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_our_page_by_text() { super::$file::$case(Way::PageByText).await; }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_an_apps_page_by_mail() { super::$file::$case(Way::AppByMail).await; }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_an_apps_page_by_text() { super::$file::$case(Way::AppByText).await; }
        })+)+
    };
}

on_every_way! {
    guessing:
        t03_a_used_code_is_nothing_once_a_double_click_is_over
        t04_each_code_of_a_flow_works_until_one_of_them_has_won
        t04_guesses_are_counted_over_all_codes_of_a_flow
        t05_a_code_is_over_in_time_however_late_ttl_is
        t55_failed_guesses_close_an_address_to_unknown_browsers
        t55_a_day_of_guessing_is_bounded
        a_code_lives_for_ten_minutes_and_not_a_second_longer
        the_same_wrong_code_twice_costs_one_guess_and_what_is_no_code_costs_none
        the_last_wrong_code_ends_the_flow
        a_flow_that_was_won_sends_nothing_more
        t89_only_the_functions_clock_counts;
    races:
        t01_of_two_hundred_guesses_at_once_five_are_counted
        t01_the_right_code_among_two_hundred_wins_only_within_the_limit
        t02_a_code_that_is_sent_many_times_at_once_is_one_login;
    binding:
        t06_a_code_of_one_flow_is_nothing_in_another
        t07_a_code_of_one_address_is_nothing_for_another
        t08_without_the_secret_there_is_no_login_and_no_guess_is_spent
        t12_the_state_comes_from_the_table
        t24_who_is_sent_the_code_is_who_logs_in
        t60_a_victims_open_flow_survives_whatever_strangers_do;
    limits:
        t56_one_source_sprays_twenty_codes_an_hour_and_no_more
        t57_the_deployment_stops_at_its_breaker
        t57_a_day_of_requests_from_everywhere_is_a_days_worth_of_sends
        t58_an_identifier_gets_its_few_codes_however_it_is_written;
    input:
        t21_other_fields_than_ours_are_nothing
        t22_what_looks_like_an_expression_is_plain_data
        t23_t25_what_names_nobody_or_two_is_sent_nothing
        t35_who_may_not_sign_in_is_told_so_and_sent_nothing;
}
