### The words of the sign-in pages and of the mail, in the syntax of Project Fluent (https://projectfluent.org).
### Each file beside this one has the same messages, with the same { $placeholders }; a test compares.
###
### People read this in a hurry, some of them by ear. Short, polite sentences; what happened, then what to do.
### Where a number stands in a sentence, give every plural form that your language has.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] in { $number } second
   *[other] in { $number } seconds
  }
in-minutes = { $number ->
    [one] in { $number } minute
   *[other] in { $number } minutes
  }
in-hours = { $number ->
    [one] in { $number } hour
   *[other] in { $number } hours
  }
later = later

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Error: { $title }
footer-support = Help
footer-terms = Terms
footer-privacy = Privacy

## The first page: the address

start-title = Sign in
start-email = Email address
start-hint = We will send you a code. No password needed.
start-send = Send me a code
# What the button says while the code is on its way.
start-sending = Sending the code…
# In front of the second form, where people can choose between email and text message.
start-or = or
start-phone = Mobile number
start-phone-hint = We will text you a code. Begin with + and your country’s code.
start-phone-send = Text me a code

## The second page: the code

code-title = Enter the code
code-sent = We have sent a code to { $address }.
code-sent-again = We have sent another code to { $address }.
code-field = Code from the mail, { $digits } digits
code-field-sms = Code from the text message, { $digits } digits
code-sign-in = Sign in
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = Signing you in…
# { $label } is two words, such as “lantern harbour”.
code-label = The mail shows the words { $label }. If yours shows others, it belongs to another request.
code-no-mail = No mail? Look in the spam folder.
code-no-text = No message? It can take a minute or two.
# A button; behind it may stand how long to wait: “in 30 seconds”.
code-resend = Send another code
code-exhausted = No further code can be sent for this sign-in.
code-other-address = Use another address
code-other-way = Use another number or address
over-title = Please start again
# A button.
over-start-again = Start again

## The page while the browser is on its way back to the app

done-title = You are signed in
done-text = We are taking you back to the app.
done-stuck = If nothing happens, open the app again.

## The page in a browser that did not start the sign-in

elsewhere-title = Continue where you started
elsewhere-how = Signing in continues in the browser in which you asked for the code: go back to it, and type the code there.
elsewhere-closed = If that page is closed, or was open for too long, go back to the app and choose “Sign in” again.

## Problems

problem-bad-address = This is not an email address we can write to. Check it for typing errors; one address, like name@example.com.
problem-refused-address = This address cannot be used to sign in here. Use another address, or ask whoever runs the app.
problem-bad-number = This is not a mobile number that we can text. Check it, and begin with + and your country’s code.
problem-refused-number = We cannot send text messages to this number. Use another way to sign in, or ask whoever runs the app.
problem-cooldown = You can ask for another code { $when }. Until then the last one works, if it has reached you.
problem-too-many-requests = Too many codes were asked for. You can ask again { $when }.
problem-malformed-code = This does not look like the code that we sent. Type all its digits; spaces do not matter.
problem-wrong-code = { $left ->
    [one] This is not the right code. You have one try left.
   *[other] This is not the right code. You have { $left } tries left.
  }
problem-wrong-code-plain = This is not the right code.
problem-locked = There were too many wrong codes, so for your safety this sign-in has ended.
problem-expired = This code has expired. Use a newer one if we sent you one, or start again.
problem-start-again = This sign-in is over, or was started in another browser.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Go back to the app you want to sign in to, and choose “Sign in” there again.
# The heading of a technical hint.
refused-developers = For developers
refused-link-title = This link is incomplete
refused-link-text = The sign-in request that should come with it is missing or damaged.
refused-link-hint = Authress opens this page with state, redirect_uri and client_id when your app calls { $call }. Nobody gets here by typing the address.
refused-foreign-title = This link is not for this sign-in
refused-redirect-text = It asks to send you somewhere other than the service we sign people in for.
refused-redirect-hint = redirect_uri must be { $expected }.
refused-client-text = It was made for another application than the one we sign people in for.
refused-client-hint = client_id must be { $expected }.
refused-cross-site-title = This page was open for too long
refused-cross-site-text = Or your browser does not keep cookies for it, or another site sent you here. We accept a sign-in only from our own page, in the browser that opened it.
refused-direct-title = This is not the way in
refused-direct-text = Signing in works under another address.
refused-direct-hint = CloudFront must send x-origin-verify with the secret whose SHA-256 is in { $expected }.
refused-not-found-title = There is nothing here
refused-not-found-text = The address may have been mistyped.
refused-method-title = This page cannot be used like that
refused-method-text = It was asked for in a way that no page of ours does.
refused-too-large-title = That was too much text
refused-too-large-text = What was sent is longer than an address or a code can be.
refused-malformed-title = We could not read that
refused-malformed-text = What was sent does not look like it came from our page.
refused-unavailable-title = Please try again in a moment
refused-unavailable-text = Signing in is not possible right now. Nothing is lost: wait a few seconds and reload this page.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Your code for signing in to { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } is your code for signing in to { $name } ({ $label }, { $time })
mail-title = Your code for signing in to { $name }
mail-type = Type it on the page where you started.
mail-valid-seconds = { $number ->
    [one] It works for { $number } second.
   *[other] It works for { $number } seconds.
  }
mail-valid-minutes = { $number ->
    [one] It works for { $number } minute.
   *[other] It works for { $number } minutes.
  }
# A button.
mail-link = Fill the code in for me
mail-link-where = Works in the browser where you started.
# In front of the link itself, in the mail's plain text.
mail-link-text = In the browser where you started, you can also open this link; it fills the code in:
# What asked for the code: a table of names and values.
mail-site = Site
mail-when = Time
mail-browser = Browser
mail-label = Request
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } on { $system }
mail-browser-unknown = Not known
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Never type this code anywhere but on { $origin }. Nobody from { $name } will ask you for it.
mail-ignore = If you did not ask to sign in, ignore this mail: without the code nobody gets in.
# { $support } is an email address.
mail-support = Questions? Write to { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } is your code for { $name }. Give it to nobody.
# When there is no room for the name.
text-code-plain = { $code } is your sign-in code. Give it to nobody.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = anchor, apple, bridge, candle, castle, cloud, coffee, compass, desert, dolphin, feather, forest, garden, guitar, hammer, harbour, island, jacket, ladder, lantern, lemon, mirror, mountain, ocean, orange, pencil, piano, river, rocket, silver, tiger, window
