### The words of the sign-in pages and of the mail, in German. en.ftl says more about each message.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] in { $number } Sekunde
   *[other] in { $number } Sekunden
  }
in-minutes = { $number ->
    [one] in { $number } Minute
   *[other] in { $number } Minuten
  }
in-hours = { $number ->
    [one] in { $number } Stunde
   *[other] in { $number } Stunden
  }
later = später

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Fehler: { $title }
footer-support = Hilfe
footer-terms = Nutzungsbedingungen
footer-privacy = Datenschutz

## The first page: the address

start-title = Anmelden
start-email = E-Mail-Adresse
start-hint = Wir senden Ihnen einen Code. Sie brauchen kein Passwort.
start-send = Code anfordern
# What the button says while the code is on its way.
start-sending = Code wird gesendet …
# In front of the second form, where people can choose between email and text message.
start-or = oder
start-phone = Handynummer
start-phone-hint = Wir senden Ihnen einen Code per SMS. Beginnen Sie mit + und Ihrer Landesvorwahl.
start-phone-send = Code per SMS anfordern

## The second page: the code

code-title = Code eingeben
code-sent = Wir haben einen Code an { $address } gesendet.
code-sent-again = Wir haben einen weiteren Code an { $address } gesendet.
code-field = Code aus der E-Mail, { $digits } Ziffern
code-field-sms = Code aus der SMS, { $digits } Ziffern
code-sign-in = Anmelden
# What the button says while the code is checked.
code-signing-in = Sie werden angemeldet …
# { $label } is two words; see the end of this file.
code-label = In der E-Mail stehen die Wörter { $label }. Stehen in Ihrer E-Mail andere, gehört sie zu einer anderen Anfrage.
code-no-mail = Keine E-Mail erhalten? Sehen Sie im Spam-Ordner nach.
code-no-text = Keine SMS erhalten? Es kann ein bis zwei Minuten dauern.
# A button; behind it may stand how long to wait.
code-resend = Neuen Code senden
code-exhausted = Für diese Anmeldung kann kein weiterer Code gesendet werden.
code-other-address = Andere Adresse verwenden
code-other-way = Andere Nummer oder Adresse verwenden
over-title = Bitte beginnen Sie von vorn
# A button.
over-start-again = Von vorn beginnen

## The page while the browser is on its way back to the app

done-title = Sie sind angemeldet
done-text = Wir bringen Sie zurück zur App.
done-stuck = Falls nichts geschieht, öffnen Sie die App erneut.

## The page in a browser that did not start the sign-in

elsewhere-title = Machen Sie dort weiter, wo Sie begonnen haben
elsewhere-how = Die Anmeldung geht in dem Browser weiter, in dem Sie den Code angefordert haben: Wechseln Sie zurück zu diesem Browser und geben Sie den Code dort ein.
elsewhere-closed = Falls die Seite dort geschlossen ist oder zu lange offen war, gehen Sie zurück zur App und wählen Sie erneut „Anmelden“.

## Problems

problem-bad-address = An diese Adresse können wir keine E-Mail senden. Achten Sie auf Tippfehler und geben Sie genau eine Adresse ein, zum Beispiel name@example.com.
problem-refused-address = Mit dieser Adresse können Sie sich hier nicht anmelden. Verwenden Sie eine andere Adresse oder fragen Sie beim Betreiber der App nach.
problem-bad-number = Das ist keine Handynummer, an die wir eine SMS senden können. Prüfen Sie die Nummer und beginnen Sie mit + und Ihrer Landesvorwahl.
problem-refused-number = An diese Nummer können wir keine SMS senden. Melden Sie sich auf andere Weise an oder fragen Sie beim Betreiber der App nach.
problem-cooldown = Sie können { $when } einen neuen Code anfordern. Bis dahin gilt der letzte, falls Sie ihn erhalten haben.
problem-too-many-requests = Es wurden zu viele Codes angefordert. Sie können es { $when } erneut versuchen.
problem-malformed-code = Das sieht nicht nach dem Code aus, den wir gesendet haben. Geben Sie alle Ziffern ein; Leerzeichen spielen keine Rolle.
problem-wrong-code = { $left ->
    [one] Der Code stimmt nicht. Sie haben noch { $left } Versuch.
   *[other] Der Code stimmt nicht. Sie haben noch { $left } Versuche.
  }
problem-wrong-code-plain = Der Code stimmt nicht.
problem-locked = Es wurde zu oft ein falscher Code eingegeben. Zu Ihrer Sicherheit wurde diese Anmeldung beendet.
problem-expired = Dieser Code ist abgelaufen. Verwenden Sie einen neueren, falls wir Ihnen einen gesendet haben, oder beginnen Sie von vorn.
problem-start-again = Diese Anmeldung ist beendet oder wurde in einem anderen Browser begonnen.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Gehen Sie zurück zu der App, bei der Sie sich anmelden möchten, und wählen Sie dort erneut „Anmelden“.
# The heading of a technical hint.
refused-developers = Für Entwickler
refused-link-title = Dieser Link ist unvollständig
refused-link-text = Die Anmeldeanfrage, die dazugehört, fehlt oder ist beschädigt.
refused-link-hint = Authress öffnet diese Seite mit state, redirect_uri und client_id, wenn Ihre App { $call } aufruft. Durch Eintippen der Adresse kommt niemand hierher.
refused-foreign-title = Dieser Link gehört nicht zu dieser Anmeldung
refused-redirect-text = Er würde Sie nicht zu dem Dienst führen, für den diese Anmeldung gedacht ist, sondern woandershin.
refused-redirect-hint = redirect_uri muss { $expected } sein.
refused-client-text = Er wurde für eine andere Anwendung erstellt als die, für die diese Anmeldung gedacht ist.
refused-client-hint = client_id muss { $expected } sein.
refused-cross-site-title = Diese Seite war zu lange geöffnet
refused-cross-site-text = Oder Ihr Browser speichert keine Cookies für sie, oder eine andere Website hat Sie hierher geschickt. Wir nehmen eine Anmeldung nur von unserer eigenen Seite an, und nur in dem Browser, der sie geöffnet hat.
refused-direct-title = Hier geht es nicht zur Anmeldung
refused-direct-text = Anmelden können Sie sich unter einer anderen Adresse.
refused-direct-hint = CloudFront muss x-origin-verify mit dem Geheimnis senden, dessen SHA-256 in { $expected } steht.
refused-not-found-title = Hier ist nichts
refused-not-found-text = Vielleicht enthält die Adresse einen Tippfehler.
refused-method-title = So lässt sich diese Seite nicht verwenden
refused-method-text = Keine unserer Seiten ruft sie auf diese Weise auf.
refused-too-large-title = Das war zu viel Text
refused-too-large-text = Der gesendete Text ist länger, als eine Adresse oder ein Code sein kann.
refused-malformed-title = Das konnten wir nicht lesen
refused-malformed-text = Was gesendet wurde, scheint nicht von unserer Seite zu stammen.
refused-unavailable-title = Bitte versuchen Sie es gleich noch einmal
refused-unavailable-text = Die Anmeldung ist gerade nicht möglich. Es ist nichts verloren gegangen: Warten Sie einige Sekunden und laden Sie diese Seite neu.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Ihr Code für die Anmeldung bei { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } ist Ihr Code für die Anmeldung bei { $name } ({ $label }, { $time })
mail-title = Ihr Code für die Anmeldung bei { $name }
mail-type = Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben.
mail-valid-seconds = { $number ->
    [one] Er ist { $number } Sekunde gültig.
   *[other] Er ist { $number } Sekunden gültig.
  }
mail-valid-minutes = { $number ->
    [one] Er ist { $number } Minute gültig.
   *[other] Er ist { $number } Minuten gültig.
  }
# A button.
mail-link = Code automatisch eintragen
mail-link-where = Funktioniert in dem Browser, in dem Sie den Code angefordert haben.
# In front of the link itself, in the mail's plain text.
mail-link-text = In dem Browser, in dem Sie den Code angefordert haben, können Sie auch diesen Link öffnen; er trägt den Code für Sie ein:
# What asked for the code: a table of names and values.
mail-site = Website
mail-when = Zeitpunkt
mail-browser = Browser
mail-label = Anfrage
# The date, and the time of day, which is always given in UTC.
mail-date = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } auf { $system }
mail-browser-unknown = Nicht bekannt
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Geben Sie diesen Code nirgendwo anders ein als auf { $origin }. Niemand von { $name } wird Sie danach fragen.
mail-ignore = Falls Sie sich nicht anmelden wollten, ignorieren Sie diese E-Mail: Ohne den Code kann sich niemand anmelden.
# { $support } is an email address.
mail-support = Fragen? Schreiben Sie an { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } ist Ihr Code für { $name }. Geben Sie ihn an niemanden weiter.
# When there is no room for the name.
text-code-plain = { $code } ist Ihr Anmeldecode. Geben Sie ihn an niemanden weiter.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in the order of en.ftl, parted by commas: plain things, that sound unlike each other.
label-words = Anker, Apfel, Brücke, Kerze, Schloss, Wolke, Kaffee, Kompass, Wüste, Delfin, Feder, Wald, Garten, Gitarre, Hammer, Hafen, Insel, Jacke, Leiter, Laterne, Zitrone, Spiegel, Berg, Ozean, Orange, Bleistift, Klavier, Fluss, Rakete, Silber, Tiger, Fenster
