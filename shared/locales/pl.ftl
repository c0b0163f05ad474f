### Polish. The same messages as en.ftl, which tells more of how to write them. Nothing gives the reader a gender.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] za { $number } sekundę
    [few] za { $number } sekundy
    [many] za { $number } sekund
   *[other] za { $number } sekundy
  }
in-minutes = { $number ->
    [one] za { $number } minutę
    [few] za { $number } minuty
    [many] za { $number } minut
   *[other] za { $number } minuty
  }
in-hours = { $number ->
    [one] za { $number } godzinę
    [few] za { $number } godziny
    [many] za { $number } godzin
   *[other] za { $number } godziny
  }
later = później

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Błąd: { $title }
footer-support = Pomoc
footer-terms = Regulamin
footer-privacy = Prywatność

## The first page: the address

start-title = Zaloguj się
start-email = Adres e-mail
start-hint = Wyślemy Ci kod. Hasło nie jest potrzebne.
start-send = Wyślij mi kod
# What the button says while the code is on its way.
start-sending = Wysyłanie kodu…
# In front of the second form, where people can choose between email and text message.
start-or = lub
start-phone = Numer telefonu komórkowego
start-phone-hint = Wyślemy Ci SMS z kodem. Zacznij od + i numeru kierunkowego swojego kraju.
start-phone-send = Wyślij mi SMS z kodem

## The second page: the code

code-title = Wpisz kod
code-sent = Kod został wysłany na { $address }.
code-sent-again = Kolejny kod został wysłany na { $address }.
code-field = { $digits }-cyfrowy kod z wiadomości
code-field-sms = { $digits }-cyfrowy kod z SMS-a
code-sign-in = Zaloguj się
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = Logowanie…
# { $label } is two words, such as “lantern harbour”.
code-label = W wiadomości są słowa: { $label }. Jeśli widzisz w niej inne, dotyczy ona innej próby logowania.
code-no-mail = Wiadomość nie dotarła? Sprawdź folder ze spamem.
code-no-text = SMS nie dotarł? To może potrwać minutę lub dwie.
# A button; behind it may stand how long to wait: “in 30 seconds”.
code-resend = Wyślij nowy kod
code-exhausted = W ramach tego logowania nie można już wysłać kolejnego kodu.
code-other-address = Użyj innego adresu
code-other-way = Użyj innego numeru lub adresu
over-title = Zacznij od nowa
# A button.
over-start-again = Zacznij od nowa

## The page while the browser is on its way back to the app

done-title = Zalogowano
done-text = Zaraz nastąpi powrót do aplikacji.
done-stuck = Jeśli nic się nie dzieje, otwórz aplikację ponownie.

## The page in a browser that did not start the sign-in

elsewhere-title = Wróć tam, gdzie zaczęło się logowanie
elsewhere-how = Logowanie trzeba dokończyć w przeglądarce, w której poproszono o kod. Wróć do niej i wpisz tam kod.
elsewhere-closed = Jeśli tamta strona jest już zamknięta lub była otwarta zbyt długo, wróć do aplikacji i ponownie wybierz „Zaloguj się”.

## Problems

problem-bad-address = Na ten adres nie da się wysłać wiadomości. Sprawdź, czy nie ma w nim literówki, i podaj tylko jeden adres, np. nazwa@example.com.
problem-refused-address = Za pomocą tego adresu nie można się tu zalogować. Użyj innego adresu lub zapytaj administratora aplikacji.
problem-bad-number = To nie jest numer telefonu komórkowego, na który możemy wysłać SMS. Sprawdź go i zacznij od + i numeru kierunkowego swojego kraju.
problem-refused-number = Na ten numer nie możemy wysyłać SMS-ów. Zaloguj się w inny sposób lub zapytaj administratora aplikacji.
problem-cooldown = O nowy kod można poprosić { $when }. Do tego czasu działa ostatni, jeśli już dotarł.
problem-too-many-requests = Poproszono o zbyt wiele kodów. O kolejny można poprosić { $when }.
problem-malformed-code = To nie wygląda na wysłany przez nas kod. Wpisz wszystkie cyfry; spacje nie mają znaczenia.
problem-wrong-code = { $left ->
    [one] To nie jest właściwy kod. Pozostała { $left } próba.
    [few] To nie jest właściwy kod. Pozostały { $left } próby.
    [many] To nie jest właściwy kod. Pozostało { $left } prób.
   *[other] To nie jest właściwy kod. Pozostało { $left } próby.
  }
problem-wrong-code-plain = To nie jest właściwy kod.
problem-locked = Zbyt wiele razy wpisano błędny kod. Ze względów bezpieczeństwa to logowanie zostało przerwane.
problem-expired = Ten kod stracił ważność. Użyj nowszego, jeśli dotarł, albo zacznij od nowa.
problem-start-again = To logowanie już się zakończyło lub zaczęło się w innej przeglądarce.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Wróć do aplikacji, do której chcesz się zalogować, i ponownie wybierz „Zaloguj się”.
# The heading of a technical hint.
refused-developers = Dla programistów
refused-link-title = Ten link jest niekompletny
refused-link-text = Brakuje w nim żądania logowania albo jest ono uszkodzone.
refused-link-hint = Authress otwiera tę stronę z parametrami state, redirect_uri i client_id, gdy aplikacja wywołuje { $call }. Wpisanie samego adresu nie wystarczy.
refused-foreign-title = Ten link nie dotyczy tego logowania
refused-redirect-text = Prowadzi gdzie indziej niż do usługi, do której można się tu zalogować.
refused-redirect-hint = redirect_uri musi mieć wartość { $expected }.
refused-client-text = Utworzono go dla innej aplikacji niż ta, do której można się tu zalogować.
refused-client-hint = client_id musi mieć wartość { $expected }.
refused-cross-site-title = Ta strona była otwarta zbyt długo
refused-cross-site-text = Możliwe też, że przeglądarka nie zapisuje jej plików cookie albo że przekierowała Cię tu inna witryna. Zalogować się można tylko na naszej stronie, w przeglądarce, w której ją otwarto.
refused-direct-title = Wejście jest gdzie indziej
refused-direct-text = Logowanie działa pod innym adresem.
refused-direct-hint = CloudFront musi wysyłać x-origin-verify z sekretem, którego SHA-256 znajduje się w { $expected }.
refused-not-found-title = Nic tu nie ma
refused-not-found-text = Być może w adresie jest literówka.
refused-method-title = Tej strony nie można użyć w ten sposób
refused-method-text = Żadna z naszych stron nie wysyła takich żądań.
refused-too-large-title = Za dużo tekstu
refused-too-large-text = Przesłany tekst jest dłuższy, niż może być adres lub kod.
refused-malformed-title = Nie udało się tego odczytać
refused-malformed-text = Przesłane dane nie wyglądają na wysłane z naszej strony.
refused-unavailable-title = Spróbuj ponownie za chwilę
refused-unavailable-text = W tej chwili nie można się zalogować. Nic nie przepadło: odczekaj kilka sekund i odśwież tę stronę.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Twój kod logowania – { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } to Twój kod logowania – { $name } ({ $label }, { $time })
mail-title = Twój kod logowania – { $name }
mail-type = Wpisz ten kod na stronie, na której zaczęło się logowanie.
mail-valid-seconds = { $number ->
    [one] Jest ważny przez { $number } sekundę.
    [few] Jest ważny przez { $number } sekundy.
    [many] Jest ważny przez { $number } sekund.
   *[other] Jest ważny przez { $number } sekundy.
  }
mail-valid-minutes = { $number ->
    [one] Jest ważny przez { $number } minutę.
    [few] Jest ważny przez { $number } minuty.
    [many] Jest ważny przez { $number } minut.
   *[other] Jest ważny przez { $number } minuty.
  }
# A button.
mail-link = Wpisz kod za mnie
mail-link-where = Działa w przeglądarce, w której zaczęło się logowanie.
# In front of the link itself, in the mail's plain text.
mail-link-text = W przeglądarce, w której zaczęło się logowanie, można też otworzyć ten link, a kod wpisze się sam:
# What asked for the code: a table of names and values.
mail-site = Strona
mail-when = Data i godzina
mail-browser = Przeglądarka
mail-label = Próba logowania
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser }, { $system }
mail-browser-unknown = Nieznana
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Nigdy nie wpisuj tego kodu poza stroną { $origin }. Nikt z zespołu { $name } Cię o niego nie poprosi.
mail-ignore = Jeśli to nie Ty się logujesz, zignoruj tę wiadomość: bez kodu nikt się nie zaloguje.
# { $support } is an email address.
mail-support = Pytania? Napisz na adres { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } to kod logowania ({ $name }). Nikomu go nie podawaj.
# When there is no room for the name.
text-code-plain = { $code } to kod logowania. Nikomu go nie podawaj.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = kotwica, jabłko, most, świeca, zamek, chmura, kawa, kompas, pustynia, delfin, pióro, las, ogród, gitara, młotek, port, wyspa, kurtka, drabina, latarnia, cytryna, lustro, góra, ocean, pomarańcza, ołówek, pianino, rzeka, rakieta, srebro, tygrys, okno
