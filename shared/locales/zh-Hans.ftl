### Chinese, simplified, as written in mainland China; 您 throughout. See en.ftl for what holds for every one of these files.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number } 秒后
in-minutes = { $number } 分钟后
in-hours = { $number } 小时后
later = 稍后

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = 错误：{ $title }
footer-support = 帮助
footer-terms = 条款
footer-privacy = 隐私

## The first page: the address

start-title = 登录
start-email = 邮箱地址
start-hint = 我们会向您发送验证码，无需密码。
start-send = 获取验证码
# What the button says while the code is on its way.
start-sending = 正在发送验证码…
# In front of the second form, where people can choose between email and text message.
start-or = 或
start-phone = 手机号码
start-phone-hint = 我们会通过短信向您发送验证码。号码请以 + 和国际区号开头。
start-phone-send = 获取短信验证码

## The second page: the code

code-title = 输入验证码
code-sent = 验证码已发送至 { $address }。
code-sent-again = 新的验证码已发送至 { $address }。
code-field = 邮件中的 { $digits } 位验证码
code-field-sms = 短信中的 { $digits } 位验证码
code-sign-in = 登录
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = 正在登录…
# { $label } is two words, such as “灯笼·港口”.
code-label = 邮件中会显示“{ $label }”。如果显示的是其他词语，说明该邮件属于另一次登录请求。
code-no-mail = 没有收到邮件？请查看垃圾邮件文件夹。
code-no-text = 没有收到短信？可能需要等待一两分钟。
# A button; behind it may stand how long to wait: “30 秒后”.
code-resend = 重新发送验证码
code-exhausted = 本次登录无法再发送验证码。
code-other-address = 使用其他邮箱
code-other-way = 使用其他手机号码或邮箱
over-title = 请重新开始
# A button.
over-start-again = 重新开始

## The page while the browser is on its way back to the app

done-title = 您已登录
done-text = 正在返回应用。
done-stuck = 如果页面没有反应，请重新打开应用。

## The page in a browser that did not start the sign-in

elsewhere-title = 请回到原来的浏览器继续
elsewhere-how = 请回到您发起登录时使用的浏览器，在那里输入验证码，继续登录。
elsewhere-closed = 如果原来的页面已关闭，或打开时间过长，请返回应用，重新选择“登录”。

## Problems

problem-bad-address = 我们无法向该地址发送邮件。请检查是否输入有误，并只填写一个地址，例如 name@example.com。
problem-refused-address = 此处不能使用该邮箱登录。请使用您的其他邮箱，或咨询应用的运营方。
problem-bad-number = 这不是我们可以发送短信的手机号码。请检查是否输入有误，并以 + 和国际区号开头。
problem-refused-number = 我们无法向该号码发送短信。请使用其他方式登录，或咨询应用的运营方。
problem-cooldown = { $when }可重新获取验证码。在此之前，如果您已收到最近一次发送的验证码，仍可使用。
problem-too-many-requests = 获取验证码的次数过多，{ $when }可再次获取。
problem-malformed-code = 您输入的似乎不是我们发送的验证码。请输入全部数字，有无空格均可。
problem-wrong-code = 验证码不正确。您还可以尝试 { $left } 次。
problem-wrong-code-plain = 验证码不正确。
problem-locked = 验证码错误次数过多，为保障您的安全，本次登录已终止。
problem-expired = 该验证码已过期。如果您收到了新的验证码，请使用新的验证码，否则请重新开始。
problem-start-again = 本次登录已结束，或是在其他浏览器中发起的。

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = 请返回您要登录的应用，重新选择“登录”。
# The heading of a technical hint.
refused-developers = 开发者须知
refused-link-title = 链接不完整
refused-link-text = 链接中应有的登录请求缺失或已损坏。
refused-link-hint = 当您的应用调用 { $call } 时，Authress 会带上 state、redirect_uri 和 client_id 打开此页面。此页面无法通过直接输入网址进入。
refused-foreign-title = 该链接不适用于本登录页面
refused-redirect-text = 该链接要求跳转到其他地址，而不是本登录页面对应的服务。
refused-redirect-hint = redirect_uri 必须为 { $expected }。
refused-client-text = 该链接属于其他应用，而不是本登录页面对应的应用。
refused-client-hint = client_id 必须为 { $expected }。
refused-cross-site-title = 页面打开时间过长
refused-cross-site-text = 也可能是浏览器没有保存本页面的 Cookie，或者您是从其他网站跳转过来的。您只能在打开登录页面的浏览器中，通过该页面登录。
refused-direct-title = 这里不是登录入口
refused-direct-text = 请通过另一个网址登录。
refused-direct-hint = CloudFront 必须通过 x-origin-verify 发送密钥，该密钥的 SHA-256 值设置在 { $expected } 中。
refused-not-found-title = 页面不存在
refused-not-found-text = 网址可能输入有误。
refused-method-title = 此页面不支持这种访问方式
refused-method-text = 我们的页面不会以这种方式发出请求。
refused-too-large-title = 提交的内容过长
refused-too-large-text = 邮箱地址或验证码不会有这么长。
refused-malformed-title = 无法识别提交的内容
refused-malformed-text = 这些内容似乎不是从我们的页面提交的。
refused-unavailable-title = 请稍后再试
refused-unavailable-text = 目前暂时无法登录。您之前的操作不会丢失，请等待几秒钟后刷新此页面。

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = 您的 { $name } 登录验证码（{ $label }，{ $time }）
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } 是您的 { $name } 登录验证码（{ $label }，{ $time }）
mail-title = 您的 { $name } 登录验证码
mail-type = 请在您发起登录的页面中输入。
mail-valid-seconds = 验证码在 { $number } 秒内有效。
mail-valid-minutes = 验证码在 { $number } 分钟内有效。
# A button.
mail-link = 自动填写验证码
mail-link-where = 请在您发起登录的浏览器中使用。
# In front of the link itself, in the mail's plain text.
mail-link-text = 您也可以在发起登录的浏览器中打开以下链接，自动填写验证码：
# What asked for the code: a table of names and values.
mail-site = 网站
mail-when = 时间
mail-browser = 浏览器
mail-label = 登录请求
# The date, and the time of day, which is always given in UTC.
mail-date = { $year }年{ $month }月{ $day }日 { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $system } 上的 { $browser }
mail-browser-unknown = 未知
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = 请勿在 { $origin } 以外的任何地方输入此验证码。{ $name } 的工作人员绝不会向您索要。
mail-ignore = 如果您没有请求登录，请忽略此邮件：没有验证码，任何人都无法登录。
# { $support } is an email address.
mail-support = 如有疑问，请发送邮件至 { $support }。

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } is your code for { $name }. Give it to nobody.
# When there is no room for the name.
text-code-plain = { $code } is your sign-in code. Give it to nobody.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first }·{ $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = 船锚, 苹果, 桥梁, 蜡烛, 城堡, 云朵, 咖啡, 指南针, 沙漠, 海豚, 羽毛, 森林, 花园, 吉他, 锤子, 港口, 岛屿, 夹克, 梯子, 灯笼, 柠檬, 镜子, 高山, 大海, 橙子, 铅笔, 钢琴, 河流, 火箭, 白银, 老虎, 窗户
