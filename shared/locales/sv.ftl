### Swedish. The same messages as en.ftl, which tells more of how to write them. The reader is “du”.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] om { $number } sekund
   *[other] om { $number } sekunder
  }
in-minutes = { $number ->
    [one] om { $number } minut
   *[other] om { $number } minuter
  }
in-hours = { $number ->
    [one] om { $number } timme
   *[other] om { $number } timmar
  }
later = senare

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Fel: { $title }
footer-support = Hjälp
footer-terms = Villkor
footer-privacy = Integritet

## The first page: the address

start-title = Logga in
start-email = E-postadress
start-hint = Vi skickar en kod till dig. Du behöver inget lösenord.
start-send = Skicka en kod till mig
# What the button says while the code is on its way.
start-sending = Skickar koden…
# In front of the second form, where people can choose between email and text message.
start-or = eller
start-phone = Mobilnummer
start-phone-hint = Vi skickar en kod till dig via sms. Börja med + och landsnumret.
start-phone-send = Skicka en kod till mig via sms

## The second page: the code

code-title = Ange koden
code-sent = Vi har skickat en kod till { $address }.
code-sent-again = Vi har skickat en ny kod till { $address }.
code-field = Kod från mejlet, { $digits } siffror
code-field-sms = Kod från sms:et, { $digits } siffror
code-sign-in = Logga in
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = Loggar in…
# { $label } is two words, such as “lantern harbour”.
code-label = I mejlet står orden { $label }. Står det andra ord i ditt mejl hör det till en annan inloggning.
code-no-mail = Har du inte fått något mejl? Titta i skräpposten.
code-no-text = Har du inte fått något sms? Det kan ta en minut eller två.
# A button; behind it may stand how long to wait: “in 30 seconds”.
code-resend = Skicka en ny kod
code-exhausted = Det går inte att skicka fler koder för den här inloggningen.
code-other-address = Använd en annan adress
code-other-way = Använd ett annat nummer eller en annan adress
over-title = Börja om från början
# A button.
over-start-again = Börja om

## The page while the browser is on its way back to the app

done-title = Du är inloggad
done-text = Du skickas nu tillbaka till appen.
done-stuck = Om inget händer öppnar du appen igen.

## The page in a browser that did not start the sign-in

elsewhere-title = Fortsätt där du började
elsewhere-how = Inloggningen fortsätter i webbläsaren där du begärde koden. Gå tillbaka till den och skriv in koden där.
elsewhere-closed = Om den sidan är stängd eller har varit öppen för länge går du tillbaka till appen och väljer ”Logga in” igen.

## Problems

problem-bad-address = Det går inte att skicka mejl till den här adressen. Kontrollera att den är rätt skriven och ange bara en adress, till exempel namn@example.com.
problem-refused-address = Det går inte att logga in här med den adressen. Använd en annan adress eller fråga den som ansvarar för appen.
problem-bad-number = Det här är inget mobilnummer som vi kan skicka sms till. Kontrollera det och börja med + och landsnumret.
problem-refused-number = Det går inte att skicka sms till det här numret. Logga in på ett annat sätt eller fråga den som ansvarar för appen.
problem-cooldown = Du kan begära en ny kod { $when }. Till dess gäller den senaste, om du har fått den.
problem-too-many-requests = För många koder har begärts. Du kan begära en ny { $when }.
problem-malformed-code = Det här ser inte ut som koden som vi skickade. Skriv in alla siffror; mellanslag spelar ingen roll.
problem-wrong-code = { $left ->
    [one] Koden stämmer inte. Du har { $left } försök kvar.
   *[other] Koden stämmer inte. Du har { $left } försök kvar.
  }
problem-wrong-code-plain = Koden stämmer inte.
problem-locked = Fel kod har angetts för många gånger. För din säkerhet har inloggningen avbrutits.
problem-expired = Koden har gått ut. Använd en nyare om du har fått en, eller börja om.
problem-start-again = Den här inloggningen är avslutad eller påbörjades i en annan webbläsare.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Gå tillbaka till appen som du vill logga in i och välj ”Logga in” där igen.
# The heading of a technical hint.
refused-developers = För utvecklare
refused-link-title = Länken är ofullständig
refused-link-text = Inloggningsbegäran som ska följa med saknas eller är skadad.
refused-link-hint = Authress öppnar den här sidan med state, redirect_uri och client_id när din app anropar { $call }. Det räcker inte att skriva in adressen.
refused-foreign-title = Länken hör inte till den här inloggningen
refused-redirect-text = Den leder någon annanstans än till tjänsten som du loggar in på här.
refused-redirect-hint = redirect_uri måste vara { $expected }.
refused-client-text = Den är gjord för en annan app än den som du loggar in i här.
refused-client-hint = client_id måste vara { $expected }.
refused-cross-site-title = Sidan har varit öppen för länge
refused-cross-site-text = Det kan också bero på att webbläsaren inte sparar kakor för sidan eller att en annan webbplats skickade dig hit. Du kan bara logga in på vår egen sida, i webbläsaren där den öppnades.
refused-direct-title = Det är inte här man loggar in
refused-direct-text = Inloggningen finns på en annan adress.
refused-direct-hint = CloudFront måste skicka x-origin-verify med den hemlighet vars SHA-256 finns i { $expected }.
refused-not-found-title = Här finns ingenting
refused-not-found-text = Adressen kan vara felskriven.
refused-method-title = Sidan kan inte användas på det sättet
refused-method-text = Den anropades på ett sätt som ingen av våra sidor använder.
refused-too-large-title = Det var för mycket text
refused-too-large-text = Det som skickades är längre än en adress eller en kod kan vara.
refused-malformed-title = Vi kunde inte läsa det som skickades
refused-malformed-text = Det verkar inte komma från vår sida.
refused-unavailable-title = Försök igen om en liten stund
refused-unavailable-text = Det går inte att logga in just nu. Inget har gått förlorat: vänta några sekunder och ladda om sidan.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Din inloggningskod till { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } är din inloggningskod till { $name } ({ $label }, { $time })
mail-title = Din inloggningskod till { $name }
mail-type = Skriv in koden på sidan där du började.
mail-valid-seconds = { $number ->
    [one] Den gäller i { $number } sekund.
   *[other] Den gäller i { $number } sekunder.
  }
mail-valid-minutes = { $number ->
    [one] Den gäller i { $number } minut.
   *[other] Den gäller i { $number } minuter.
  }
# A button.
mail-link = Fyll i koden åt mig
mail-link-where = Fungerar i webbläsaren där du började.
# In front of the link itself, in the mail's plain text.
mail-link-text = I webbläsaren där du började kan du också öppna den här länken, som fyller i koden åt dig:
# What asked for the code: a table of names and values.
mail-site = Webbplats
mail-when = Tidpunkt
mail-browser = Webbläsare
mail-label = Inloggning
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
  } { $year } kl. { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } på { $system }
mail-browser-unknown = Okänd
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Skriv aldrig in koden någon annanstans än på { $origin }. Ingen från { $name } kommer att be dig om den.
mail-ignore = Om du inte har försökt logga in kan du bortse från det här mejlet: utan koden kommer ingen in.
# { $support } is an email address.
mail-support = Frågor? Skriv till { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } är din kod till { $name }. Dela den inte med någon.
# When there is no room for the name.
text-code-plain = { $code } är din inloggningskod. Dela den inte med någon.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = ankare, äpple, bro, ljus, slott, moln, kaffe, kompass, öken, delfin, fjäder, skog, trädgård, gitarr, hammare, hamn, holme, jacka, stege, lykta, citron, spegel, berg, ocean, apelsin, penna, piano, flod, raket, silver, tiger, fönster
