### Dutch. The same messages as en.ftl, which tells more of how to write them. The reader is “je”.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] over { $number } seconde
   *[other] over { $number } seconden
  }
in-minutes = { $number ->
    [one] over { $number } minuut
   *[other] over { $number } minuten
  }
in-hours = { $number ->
    [one] over { $number } uur
   *[other] over { $number } uur
  }
later = later

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Fout: { $title }
footer-support = Hulp
footer-terms = Voorwaarden
footer-privacy = Privacy

## The first page: the address

start-title = Inloggen
start-email = E-mailadres
start-hint = We sturen je een code. Je hebt geen wachtwoord nodig.
start-send = Stuur me een code
# What the button says while the code is on its way.
start-sending = Code wordt verstuurd…
# In front of the second form, where people can choose between email and text message.
start-or = of
start-phone = Mobiel nummer
start-phone-hint = We sturen je een code per sms. Begin met + en je landnummer.
start-phone-send = Stuur me een code per sms

## The second page: the code

code-title = Vul de code in
code-sent = We hebben een code gestuurd naar { $address }.
code-sent-again = We hebben nog een code gestuurd naar { $address }.
code-field = Code uit de mail, { $digits } cijfers
code-field-sms = Code uit de sms, { $digits } cijfers
code-sign-in = Inloggen
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = Bezig met inloggen…
# { $label } is two words, such as “lantern harbour”.
code-label = In de mail staan de woorden { $label }. Staan er in jouw mail andere woorden, dan hoort die bij een andere aanvraag.
code-no-mail = Geen mail? Kijk in je spammap.
code-no-text = Geen sms? Het kan een minuut of twee duren.
# A button; behind it may stand how long to wait: “in 30 seconds”.
code-resend = Nieuwe code sturen
code-exhausted = Voor deze inlogpoging kunnen we geen code meer sturen.
code-other-address = Een ander adres gebruiken
code-other-way = Een ander nummer of adres gebruiken
over-title = Begin opnieuw
# A button.
over-start-again = Opnieuw beginnen

## The page while the browser is on its way back to the app

done-title = Je bent ingelogd
done-text = We brengen je terug naar de app.
done-stuck = Gebeurt er niets? Open de app dan opnieuw.

## The page in a browser that did not start the sign-in

elsewhere-title = Ga verder waar je begon
elsewhere-how = Je kunt alleen verder in de browser waarin je de code hebt aangevraagd. Ga terug naar die browser en vul de code daar in.
elsewhere-closed = Is die pagina gesloten of stond die te lang open? Ga dan terug naar de app en kies opnieuw ‘Inloggen’.

## Problems

problem-bad-address = Naar dit adres kunnen we niet mailen. Controleer of er een typefout in staat en vul één adres in, zoals naam@example.com.
problem-refused-address = Met dit adres kun je hier niet inloggen. Gebruik een ander adres of vraag het aan de beheerder van de app.
problem-bad-number = Dit is geen mobiel nummer waar we een sms naartoe kunnen sturen. Controleer het nummer en begin met + en je landnummer.
problem-refused-number = Naar dit nummer kunnen we geen sms sturen. Log op een andere manier in of vraag het aan de beheerder van de app.
problem-cooldown = Je kunt { $when } een nieuwe code aanvragen. Tot die tijd werkt de laatste, als je die hebt ontvangen.
problem-too-many-requests = Er zijn te veel codes aangevraagd. Je kunt het { $when } weer proberen.
problem-malformed-code = Dit lijkt niet op de code die we hebben gestuurd. Vul alle cijfers in; spaties maken niet uit.
problem-wrong-code = { $left ->
    [one] Deze code klopt niet. Je hebt nog { $left } poging.
   *[other] Deze code klopt niet. Je hebt nog { $left } pogingen.
  }
problem-wrong-code-plain = Deze code klopt niet.
problem-locked = Er is te vaak een verkeerde code ingevuld. Voor je veiligheid is deze inlogpoging beëindigd.
problem-expired = Deze code is verlopen. Gebruik een nieuwere als je die hebt gekregen, of begin opnieuw.
problem-start-again = Deze inlogpoging is voorbij of is in een andere browser begonnen.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Ga terug naar de app waarin je wilt inloggen en kies daar opnieuw ‘Inloggen’.
# The heading of a technical hint.
refused-developers = Voor ontwikkelaars
refused-link-title = Deze link is onvolledig
refused-link-text = Het inlogverzoek dat erbij hoort, ontbreekt of is beschadigd.
refused-link-hint = Authress opent deze pagina met state, redirect_uri en client_id als je app { $call } aanroept. Alleen het adres intypen werkt niet.
refused-foreign-title = Deze link hoort niet bij deze inlogpagina
refused-redirect-text = De link stuurt je ergens anders heen dan naar de dienst waarvoor je hier inlogt.
refused-redirect-hint = redirect_uri moet { $expected } zijn.
refused-client-text = De link is gemaakt voor een andere app dan die waarvoor je hier inlogt.
refused-client-hint = client_id moet { $expected } zijn.
refused-cross-site-title = Deze pagina stond te lang open
refused-cross-site-text = Het kan ook zijn dat je browser er geen cookies voor bewaart of dat een andere site je hierheen heeft gestuurd. Inloggen kan alleen op onze eigen pagina, in de browser waarin die is geopend.
refused-direct-title = Dit is niet de juiste ingang
refused-direct-text = Inloggen doe je op een ander adres.
refused-direct-hint = CloudFront moet x-origin-verify meesturen met het geheim waarvan de SHA-256 in { $expected } staat.
refused-not-found-title = Hier is niets te vinden
refused-not-found-text = Misschien zit er een typefout in het adres.
refused-method-title = Zo kun je deze pagina niet gebruiken
refused-method-text = De pagina is opgevraagd op een manier die op onze pagina’s niet voorkomt.
refused-too-large-title = Dat was te veel tekst
refused-too-large-text = Wat er is verstuurd, is langer dan een adres of een code kan zijn.
refused-malformed-title = Dat konden we niet lezen
refused-malformed-text = Wat er is verstuurd, lijkt niet van onze pagina te komen.
refused-unavailable-title = Probeer het zo nog eens
refused-unavailable-text = Inloggen lukt nu even niet. Er is niets verloren gegaan: wacht een paar seconden en laad deze pagina opnieuw.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Je inlogcode voor { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } is je inlogcode voor { $name } ({ $label }, { $time })
mail-title = Je inlogcode voor { $name }
mail-type = Vul de code in op de pagina waar je begon.
mail-valid-seconds = { $number ->
    [one] De code is { $number } seconde geldig.
   *[other] De code is { $number } seconden geldig.
  }
mail-valid-minutes = { $number ->
    [one] De code is { $number } minuut geldig.
   *[other] De code is { $number } minuten geldig.
  }
# A button.
mail-link = Vul de code voor me in
mail-link-where = Werkt in de browser waarin je begon.
# In front of the link itself, in the mail's plain text.
mail-link-text = In de browser waarin je begon, kun je ook deze link openen; die vult de code voor je in:
# What asked for the code: a table of names and values.
mail-site = Site
mail-when = Tijdstip
mail-browser = Browser
mail-label = Aanvraag
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } op { $system }
mail-browser-unknown = Onbekend
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Vul deze code nooit ergens anders in dan op { $origin }. Niemand van { $name } vraagt je er ooit om.
mail-ignore = Heb je niet gevraagd om in te loggen? Dan kun je deze mail negeren: zonder de code komt niemand binnen.
# { $support } is an email address.
mail-support = Vragen? Mail naar { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } is je code voor { $name }. Geef deze code aan niemand.
# When there is no room for the name.
text-code-plain = { $code } is je inlogcode. Geef deze code aan niemand.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = anker, appel, brug, kaars, kasteel, wolk, koffie, kompas, woestijn, dolfijn, veer, bos, tuin, gitaar, hamer, haven, eiland, jas, ladder, lantaarn, citroen, spiegel, berg, oceaan, oranje, potlood, piano, rivier, raket, zilver, tijger, raam
