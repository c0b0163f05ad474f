### The words of the sign-in pages and of the mail, in Italian. en.ftl says more about each message.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] tra { $number } secondo
   *[other] tra { $number } secondi
  }
in-minutes = { $number ->
    [one] tra { $number } minuto
   *[other] tra { $number } minuti
  }
in-hours = { $number ->
    [one] tra { $number } ora
   *[other] tra { $number } ore
  }
later = più tardi

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Errore: { $title }
footer-support = Assistenza
footer-terms = Condizioni d’uso
footer-privacy = Privacy

## The first page: the address

start-title = Accedi
start-email = Indirizzo e-mail
start-hint = Ti invieremo un codice. Non serve una password.
start-send = Inviami un codice
# What the button says while the code is on its way.
start-sending = Invio del codice…
# In front of the second form, where people can choose between email and text message.
start-or = oppure
start-phone = Numero di cellulare
start-phone-hint = Ti invieremo un codice via SMS. Inizia con + e il prefisso del tuo Paese.
start-phone-send = Inviami un codice via SMS

## The second page: the code

code-title = Inserisci il codice
code-sent = Abbiamo inviato un codice a { $address }.
code-sent-again = Abbiamo inviato un altro codice a { $address }.
code-field = Codice ricevuto via e-mail, { $digits } cifre
code-field-sms = Codice ricevuto via SMS, { $digits } cifre
code-sign-in = Accedi
# What the button says while the code is checked.
code-signing-in = Accesso in corso…
# { $label } is two words; see the end of this file.
code-label = Nell’e-mail compaiono le parole { $label }. Se nella tua ne compaiono altre, riguarda un’altra richiesta.
code-no-mail = L’e-mail non è arrivata? Controlla la cartella dello spam.
code-no-text = L’SMS non è arrivato? Può volerci un minuto o due.
# A button; behind it may stand how long to wait.
code-resend = Invia un altro codice
code-exhausted = Per questo accesso non è possibile inviare altri codici.
code-other-address = Usa un altro indirizzo
code-other-way = Usa un altro numero o indirizzo
over-title = È necessario ricominciare
# A button.
over-start-again = Ricomincia

## The page while the browser is on its way back to the app

done-title = Accesso effettuato
done-text = Ti stiamo riportando all’app.
done-stuck = Se non succede nulla, apri di nuovo l’app.

## The page in a browser that did not start the sign-in

elsewhere-title = Continua dove hai iniziato
elsewhere-how = L’accesso prosegue nel browser in cui hai richiesto il codice: torna a quel browser e inserisci lì il codice.
elsewhere-closed = Se quella pagina è chiusa o è rimasta aperta troppo a lungo, torna all’app e scegli di nuovo «Accedi».

## Problems

problem-bad-address = Non possiamo scrivere a questo indirizzo e-mail. Controlla che non ci siano errori di battitura e inserisci un solo indirizzo, come nome@example.com.
problem-refused-address = Con questo indirizzo non è possibile accedere qui. Usa un altro indirizzo o rivolgiti a chi gestisce l’app.
problem-bad-number = Questo non è un numero di cellulare a cui possiamo inviare un SMS. Controllalo e inizia con + e il prefisso del tuo Paese.
problem-refused-number = Non possiamo inviare SMS a questo numero. Accedi in un altro modo o rivolgiti a chi gestisce l’app.
problem-cooldown = Potrai richiedere un altro codice { $when }. Fino ad allora vale l’ultimo, se l’hai ricevuto.
problem-too-many-requests = Sono stati richiesti troppi codici. Potrai richiederne un altro { $when }.
problem-malformed-code = Questo non sembra il codice che abbiamo inviato. Inserisci tutte le cifre; gli spazi non contano.
problem-wrong-code = { $left ->
    [one] Il codice non è corretto. Hai ancora { $left } tentativo.
   *[other] Il codice non è corretto. Hai ancora { $left } tentativi.
  }
problem-wrong-code-plain = Il codice non è corretto.
problem-locked = Sono stati inseriti troppi codici errati. Per la tua sicurezza, questo accesso è stato interrotto.
problem-expired = Questo codice è scaduto. Usane uno più recente, se l’hai ricevuto, oppure ricomincia.
problem-start-again = Questo accesso è terminato o è stato avviato in un altro browser.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Torna all’app a cui vuoi accedere e lì scegli di nuovo «Accedi».
# The heading of a technical hint.
refused-developers = Per gli sviluppatori
refused-link-title = Questo link è incompleto
refused-link-text = La richiesta di accesso che dovrebbe accompagnarlo manca o è danneggiata.
refused-link-hint = Authress apre questa pagina con state, redirect_uri e client_id quando la tua app chiama { $call }. Nessuno arriva qui digitando l’indirizzo.
refused-foreign-title = Il link non corrisponde a questo accesso
refused-redirect-text = Non porta al servizio a cui dà accesso questa pagina, ma altrove.
refused-redirect-hint = redirect_uri deve essere { $expected }.
refused-client-text = È stato creato per un’applicazione diversa da quella a cui dà accesso questa pagina.
refused-client-hint = client_id deve essere { $expected }.
refused-cross-site-title = Questa pagina è rimasta aperta troppo a lungo
refused-cross-site-text = Oppure il browser non conserva i cookie di questa pagina, o un altro sito ti ha mandato qui. Accettiamo un accesso solo dalla nostra pagina, nel browser che l’ha aperta.
refused-direct-title = Non si accede da qui
refused-direct-text = Per accedere si usa un altro indirizzo.
refused-direct-hint = CloudFront deve inviare x-origin-verify con il segreto il cui SHA-256 si trova in { $expected }.
refused-not-found-title = Qui non c’è nulla
refused-not-found-text = Forse l’indirizzo contiene un errore di battitura.
refused-method-title = Questa pagina non si può usare così
refused-method-text = Nessuna delle nostre pagine la richiede in questo modo.
refused-too-large-title = Il testo è troppo lungo
refused-too-large-text = Il testo inviato è più lungo di quanto possa essere un indirizzo o un codice.
refused-malformed-title = Non siamo riusciti a leggere i dati
refused-malformed-text = I dati inviati non sembrano provenire dalla nostra pagina.
refused-unavailable-title = Riprova tra qualche istante
refused-unavailable-text = Al momento non è possibile accedere. Non è andato perso nulla: attendi qualche secondo e ricarica questa pagina.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Il tuo codice di accesso per { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } è il tuo codice di accesso per { $name } ({ $label }, { $time })
mail-title = Il tuo codice di accesso per { $name }
mail-type = Inseriscilo nella pagina in cui l’hai richiesto.
mail-valid-seconds = { $number ->
    [one] È valido per { $number } secondo.
   *[other] È valido per { $number } secondi.
  }
mail-valid-minutes = { $number ->
    [one] È valido per { $number } minuto.
   *[other] È valido per { $number } minuti.
  }
# A button.
mail-link = Inserisci il codice per me
mail-link-where = Funziona nel browser in cui hai richiesto il codice.
# In front of the link itself, in the mail's plain text.
mail-link-text = Nel browser in cui hai richiesto il codice puoi anche aprire questo link, che lo inserisce per te:
# What asked for the code: a table of names and values.
mail-site = Sito
mail-when = Data e ora
mail-browser = Browser
mail-label = Richiesta
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } su { $system }
mail-browser-unknown = Sconosciuto
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Inserisci questo codice solo su { $origin }, mai altrove. Nessuno di { $name } te lo chiederà.
mail-ignore = Se non hai richiesto l’accesso, ignora questa e-mail: senza il codice nessuno può accedere.
# { $support } is an email address.
mail-support = Domande? Scrivi a { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } è il tuo codice per { $name }. Non darlo a nessuno.
# When there is no room for the name.
text-code-plain = { $code } è il tuo codice di accesso. Non darlo a nessuno.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in the order of en.ftl, parted by commas: plain things, that sound unlike each other.
label-words = àncora, mela, ponte, candela, castello, nuvola, caffè, bussola, deserto, delfino, piuma, foresta, giardino, chitarra, martello, porto, isola, giacca, scala, lanterna, limone, specchio, montagna, oceano, arancia, matita, pianoforte, fiume, razzo, argento, tigre, finestra
