### The words of the sign-in pages and of the mail, in French. en.ftl says more about each message.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] dans { $number } seconde
   *[other] dans { $number } secondes
  }
in-minutes = { $number ->
    [one] dans { $number } minute
   *[other] dans { $number } minutes
  }
in-hours = { $number ->
    [one] dans { $number } heure
   *[other] dans { $number } heures
  }
later = plus tard

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Erreur : { $title }
footer-support = Aide
footer-terms = Conditions d’utilisation
footer-privacy = Confidentialité

## The first page: the address

start-title = Se connecter
start-email = Adresse e-mail
start-hint = Nous vous enverrons un code. Pas besoin de mot de passe.
start-send = Recevoir un code
# What the button says while the code is on its way.
start-sending = Envoi du code…
# In front of the second form, where people can choose between email and text message.
start-or = ou
start-phone = Numéro de téléphone mobile
start-phone-hint = Nous vous enverrons un code par SMS. Commencez par + et l’indicatif de votre pays.
start-phone-send = Recevoir un code par SMS

## The second page: the code

code-title = Saisissez le code
code-sent = Nous avons envoyé un code à { $address }.
code-sent-again = Nous avons envoyé un autre code à { $address }.
code-field = Code reçu par e-mail, { $digits } chiffres
code-field-sms = Code reçu par SMS, { $digits } chiffres
code-sign-in = Se connecter
# What the button says while the code is checked.
code-signing-in = Connexion en cours…
# { $label } is two words; see the end of this file.
code-label = L’e-mail affiche les mots { $label }. Si le vôtre en affiche d’autres, il correspond à une autre demande.
code-no-mail = Pas d’e-mail ? Regardez dans vos courriers indésirables.
code-no-text = Pas de SMS ? Il peut mettre une à deux minutes à arriver.
# A button; behind it may stand how long to wait.
code-resend = Envoyer un autre code
code-exhausted = Aucun autre code ne peut être envoyé pour cette connexion.
code-other-address = Utiliser une autre adresse
code-other-way = Utiliser un autre numéro ou une autre adresse
over-title = Veuillez recommencer
# A button.
over-start-again = Recommencer

## The page while the browser is on its way back to the app

done-title = Connexion réussie
done-text = Nous vous ramenons à l’application.
done-stuck = S’il ne se passe rien, rouvrez l’application.

## The page in a browser that did not start the sign-in

elsewhere-title = Continuez là où vous avez commencé
elsewhere-how = La connexion se poursuit dans le navigateur où vous avez demandé le code : retournez-y pour le saisir.
elsewhere-closed = Si la page d’origine est fermée ou est restée ouverte trop longtemps, retournez dans l’application et choisissez à nouveau « Se connecter ».

## Problems

problem-bad-address = Nous ne pouvons pas écrire à cette adresse. Vérifiez qu’elle ne contient pas de faute de frappe ; saisissez une seule adresse, comme nom@example.com.
problem-refused-address = Cette adresse ne permet pas de se connecter ici. Utilisez-en une autre ou adressez-vous au responsable de l’application.
problem-bad-number = Ce n’est pas un numéro de mobile auquel nous pouvons envoyer un SMS. Vérifiez-le et commencez par + et l’indicatif de votre pays.
problem-refused-number = Nous ne pouvons pas envoyer de SMS à ce numéro. Connectez-vous d’une autre manière ou adressez-vous au responsable de l’application.
problem-cooldown = Vous pourrez demander un autre code { $when }. D’ici là, le dernier reste valable, si vous l’avez reçu.
problem-too-many-requests = Trop de codes ont été demandés. Vous pourrez en demander un autre { $when }.
problem-malformed-code = Cela ne ressemble pas au code que nous avons envoyé. Saisissez tous les chiffres ; les espaces ne comptent pas.
problem-wrong-code = { $left ->
    [one] Ce n’est pas le bon code. Il vous reste { $left } essai.
   *[other] Ce n’est pas le bon code. Il vous reste { $left } essais.
  }
problem-wrong-code-plain = Ce n’est pas le bon code.
problem-locked = Trop de codes erronés ont été saisis. Pour votre sécurité, cette connexion a été interrompue.
problem-expired = Ce code a expiré. Utilisez-en un plus récent si vous en avez reçu un, ou recommencez.
problem-start-again = Cette connexion est terminée ou a été commencée dans un autre navigateur.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Retournez dans l’application à laquelle vous souhaitez vous connecter et choisissez-y à nouveau « Se connecter ».
# The heading of a technical hint.
refused-developers = Pour les développeurs
refused-link-title = Ce lien est incomplet
refused-link-text = La demande de connexion qui devrait l’accompagner est absente ou endommagée.
refused-link-hint = Authress ouvre cette page avec state, redirect_uri et client_id lorsque votre application appelle { $call }. Personne n’arrive ici en saisissant l’adresse.
refused-foreign-title = Ce lien ne correspond pas à cette connexion
refused-redirect-text = Il ne mène pas au service auquel cette page donne accès, mais ailleurs.
refused-redirect-hint = redirect_uri doit être { $expected }.
refused-client-text = Il a été créé pour une autre application que celle à laquelle cette page donne accès.
refused-client-hint = client_id doit être { $expected }.
refused-cross-site-title = Cette page est restée ouverte trop longtemps
refused-cross-site-text = Il se peut aussi que votre navigateur n’enregistre pas les cookies de cette page ou que vous veniez d’un autre site. La connexion n’est acceptée que depuis notre propre page, dans le navigateur qui l’a ouverte.
refused-direct-title = La connexion ne se fait pas ici
refused-direct-text = Elle se fait à une autre adresse.
refused-direct-hint = CloudFront doit envoyer x-origin-verify avec le secret dont le SHA-256 se trouve dans { $expected }.
refused-not-found-title = Il n’y a rien ici
refused-not-found-text = L’adresse contient peut-être une faute de frappe.
refused-method-title = Cette page ne s’utilise pas ainsi
refused-method-text = Aucune de nos pages ne l’appelle de cette manière.
refused-too-large-title = Ce texte est trop long
refused-too-large-text = Le texte envoyé est plus long que ne peut l’être une adresse ou un code.
refused-malformed-title = Nous n’avons pas pu lire ces données
refused-malformed-text = Ce qui a été envoyé ne semble pas provenir de notre page.
refused-unavailable-title = Veuillez réessayer dans un instant
refused-unavailable-text = La connexion est impossible pour le moment. Rien n’est perdu : attendez quelques secondes, puis rechargez cette page.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Votre code de connexion pour { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } est votre code de connexion pour { $name } ({ $label }, { $time })
mail-title = Votre code de connexion pour { $name }
mail-type = Saisissez-le sur la page où vous l’avez demandé.
mail-valid-seconds = { $number ->
    [one] Il est valable { $number } seconde.
   *[other] Il est valable { $number } secondes.
  }
mail-valid-minutes = { $number ->
    [one] Il est valable { $number } minute.
   *[other] Il est valable { $number } minutes.
  }
# A button.
mail-link = Saisir le code pour moi
mail-link-where = Fonctionne dans le navigateur où vous avez demandé le code.
# In front of the link itself, in the mail's plain text.
mail-link-text = Dans le navigateur où vous avez demandé le code, vous pouvez aussi ouvrir ce lien, qui le saisit pour vous :
# What asked for the code: a table of names and values.
mail-site = Site
mail-when = Date et heure
mail-browser = Navigateur
mail-label = Demande
# The date, and the time of day, which is always given in UTC.
mail-date = { $day ->
    [one] { $day }er
   *[other] { $day }
  } { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
  } { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } sur { $system }
mail-browser-unknown = Inconnu
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Ne saisissez jamais ce code ailleurs que sur { $origin }. Personne chez { $name } ne vous le demandera.
mail-ignore = Si vous n’avez pas demandé à vous connecter, ignorez cet e-mail : sans le code, personne ne peut se connecter.
# { $support } is an email address.
mail-support = Des questions ? Écrivez à { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } est votre code pour { $name }. Ne le donnez à personne.
# When there is no room for the name.
text-code-plain = { $code } est votre code de connexion. Ne le donnez à personne.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in the order of en.ftl, parted by commas: plain things, that sound unlike each other.
label-words = ancre, pomme, passerelle, bougie, château, nuage, café, boussole, désert, dauphin, plume, forêt, jardin, guitare, marteau, port, île, veste, échelle, lanterne, citron, miroir, montagne, océan, orange, crayon, piano, rivière, fusée, argent, tigre, fenêtre
