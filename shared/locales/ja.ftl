### Japanese: です・ます throughout. See en.ftl for what holds for every one of these files.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

# A noun, which takes its particle from the sentence: 「{ $when }に…」.
in-seconds = { $number }秒後
in-minutes = { $number }分後
in-hours = { $number }時間後
later = しばらく後

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = エラー: { $title }
footer-support = ヘルプ
footer-terms = 利用規約
footer-privacy = プライバシー

## The first page: the address

start-title = サインイン
start-email = メールアドレス
start-hint = メールで認証コードをお送りします。パスワードは不要です。
start-send = 認証コードを受け取る
# What the button says while the code is on its way.
start-sending = 認証コードを送信しています…
# In front of the second form, where people can choose between email and text message.
start-or = または
start-phone = 携帯電話番号
start-phone-hint = SMSで認証コードをお送りします。番号は「+」と国番号から入力してください。
start-phone-send = SMSで認証コードを受け取る

## The second page: the code

code-title = 認証コードを入力
code-sent = { $address } に認証コードを送信しました。
code-sent-again = { $address } に新しい認証コードを送信しました。
code-field = メールに記載の認証コード（{ $digits }桁）
code-field-sms = SMSに記載の認証コード（{ $digits }桁）
code-sign-in = サインイン
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = サインインしています…
# { $label } is two words, such as “ランタン・港”.
code-label = メールには「{ $label }」と記載されています。別の言葉が記載されている場合、そのメールは別のリクエストのものです。
code-no-mail = メールが届かない場合は、迷惑メールフォルダをご確認ください。
code-no-text = SMSが届かない場合は、1、2分ほどお待ちください。
# A button; behind it may stand how long to wait: “30秒後”.
code-resend = 新しい認証コードを送信
code-exhausted = このサインインでは、これ以上認証コードを送信できません。
code-other-address = 別のメールアドレスを使う
code-other-way = 別の電話番号またはメールアドレスを使う
over-title = 最初からやり直してください
# A button.
over-start-again = 最初からやり直す

## The page while the browser is on its way back to the app

done-title = サインインしました
done-text = アプリに戻ります。
done-stuck = 画面が切り替わらない場合は、アプリを開き直してください。

## The page in a browser that did not start the sign-in

elsewhere-title = 元のブラウザで続けてください
elsewhere-how = サインインの続きは、認証コードをリクエストしたブラウザで行います。そのブラウザに戻り、そこで認証コードを入力してください。
elsewhere-closed = 元のページを閉じた場合や、開いてから時間が経ちすぎた場合は、アプリに戻り、もう一度「サインイン」を選択してください。

## Problems

problem-bad-address = このメールアドレスには送信できません。入力に誤りがないか確認し、name@example.com のようなアドレスを1つだけ入力してください。
problem-refused-address = このサインインには、このメールアドレスを使用できません。別のメールアドレスを使うか、アプリの運営者にお問い合わせください。
problem-bad-number = この番号は、SMSを送信できる携帯電話番号ではありません。入力に誤りがないか確認し、「+」と国番号から入力してください。
problem-refused-number = この番号にはSMSを送信できません。別の方法でサインインするか、アプリの運営者にお問い合わせください。
problem-cooldown = 新しい認証コードは{ $when }に送信できます。それまでは、直近の認証コードが届いていれば、そちらをお使いいただけます。
problem-too-many-requests = 認証コードのリクエストが多すぎます。{ $when }に、もう一度お試しください。
problem-malformed-code = お送りした認証コードではないようです。数字をすべて入力してください。スペースは入っていても構いません。
problem-wrong-code = 認証コードが正しくありません。あと{ $left }回お試しいただけます。
problem-wrong-code-plain = 認証コードが正しくありません。
problem-locked = 誤った認証コードの入力が上限回数に達しました。安全のため、このサインインは終了しました。
problem-expired = この認証コードは有効期限が切れています。新しい認証コードが届いている場合は、そちらを入力してください。届いていない場合は、最初からやり直してください。
problem-start-again = このサインインはすでに終了しているか、別のブラウザで開始されたものです。

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = サインインしたいアプリに戻り、もう一度「サインイン」を選択してください。
# The heading of a technical hint.
refused-developers = 開発者の方へ
refused-link-title = リンクが不完全です
refused-link-text = リンクに含まれているはずのサインインのリクエストが、欠けているか、壊れています。
refused-link-hint = アプリが { $call } を呼び出すと、Authress が state、redirect_uri、client_id を付けてこのページを開きます。アドレスを直接入力して開くページではありません。
refused-foreign-title = このサインインページのリンクではありません
refused-redirect-text = リンクに指定された移動先は、このページからサインインできるサービスではありません。
refused-redirect-hint = redirect_uri は { $expected } である必要があります。
refused-client-text = このリンクは、このページからサインインできるアプリとは別のアプリのものです。
refused-client-hint = client_id は { $expected } である必要があります。
refused-cross-site-title = ページを開いてから時間が経ちすぎました
refused-cross-site-text = または、ブラウザがこのページの Cookie を保存していないか、別のサイトから移動してきた可能性があります。サインインできるのは、このサインインページを開いたブラウザで、そのページから操作した場合のみです。
refused-direct-title = ここからはサインインできません
refused-direct-text = サインインページは別のアドレスにあります。
refused-direct-hint = CloudFront は、SHA-256 が { $expected } に設定されているシークレットを、x-origin-verify で送信する必要があります。
refused-not-found-title = ページが見つかりません
refused-not-found-text = アドレスの入力に誤りがある可能性があります。
refused-method-title = このページではその操作を行えません
refused-method-text = 当サイトのページでは使われない方法でアクセスされました。
refused-too-large-title = 入力が長すぎます
refused-too-large-text = 送信された内容は、メールアドレスや認証コードとしては長すぎます。
refused-malformed-title = 内容を読み取れませんでした
refused-malformed-text = 送信された内容は、当サイトのページからのものではないようです。
refused-unavailable-title = 少し待ってからもう一度お試しください
refused-unavailable-text = ただいまサインインできません。これまでの操作は失われていませんので、数秒待ってからこのページを再読み込みしてください。

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = { $name } サインイン用の認証コード（{ $label }、{ $time }）
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } は { $name } サインイン用の認証コードです（{ $label }、{ $time }）
mail-title = { $name } サインイン用の認証コード
mail-type = サインインを始めたページで入力してください。
mail-valid-seconds = 有効期間は{ $number }秒です。
mail-valid-minutes = 有効期間は{ $number }分です。
# A button.
mail-link = 認証コードを自動入力する
mail-link-where = サインインを始めたブラウザでお使いいただけます。
# In front of the link itself, in the mail's plain text.
mail-link-text = サインインを始めたブラウザで次のリンクを開くと、認証コードを自動入力できます:
# What asked for the code: a table of names and values.
mail-site = サイト
mail-when = 日時
mail-browser = ブラウザ
mail-label = リクエスト
# The date, and the time of day, which is always given in UTC.
mail-date = { $year }年{ $month }月{ $day }日 { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser }（{ $system }）
mail-browser-unknown = 不明
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = この認証コードは、{ $origin } 以外では絶対に入力しないでください。{ $name } の担当者が認証コードをお尋ねすることはありません。
mail-ignore = サインインにお心当たりがない場合は、このメールを無視してください。認証コードがなければ、誰もサインインできません。
# { $support } is an email address.
mail-support = ご不明な点は { $support } までお問い合わせください。

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } is your code for { $name }. Give it to nobody.
# When there is no room for the name.
text-code-plain = { $code } is your sign-in code. Give it to nobody.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first }・{ $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = アンカー, りんご, 橋, ろうそく, 城, 雲, コーヒー, コンパス, 砂漠, イルカ, 羽根, 森, 庭, ギター, ハンマー, 港, 島, ジャケット, はしご, ランタン, レモン, 鏡, 山, 海, オレンジ, 鉛筆, ピアノ, 川, ロケット, 銀, トラ, 窓
