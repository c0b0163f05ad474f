### The words of the sign-in pages and of the mail, in Spanish. en.ftl says more about each message.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] dentro de { $number } segundo
   *[other] dentro de { $number } segundos
  }
in-minutes = { $number ->
    [one] dentro de { $number } minuto
   *[other] dentro de { $number } minutos
  }
in-hours = { $number ->
    [one] dentro de { $number } hora
   *[other] dentro de { $number } horas
  }
later = más tarde

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Error: { $title }
footer-support = Ayuda
footer-terms = Condiciones
footer-privacy = Privacidad

## The first page: the address

start-title = Iniciar sesión
start-email = Correo electrónico
start-hint = Le enviaremos un código. No necesita contraseña.
start-send = Recibir un código
# What the button says while the code is on its way.
start-sending = Enviando el código…
# In front of the second form, where people can choose between email and text message.
start-or = o
start-phone = Número de teléfono móvil
start-phone-hint = Le enviaremos un código por SMS. Empiece con + y el prefijo de su país.
start-phone-send = Recibir un código por SMS

## The second page: the code

code-title = Introduzca el código
code-sent = Hemos enviado un código a { $address }.
code-sent-again = Hemos enviado otro código a { $address }.
code-field = Código del correo, { $digits } dígitos
code-field-sms = Código del SMS, { $digits } dígitos
code-sign-in = Iniciar sesión
# What the button says while the code is checked.
code-signing-in = Iniciando sesión…
# { $label } is two words; see the end of this file.
code-label = En el correo aparecen las palabras { $label }. Si en el suyo aparecen otras, corresponde a otra solicitud.
code-no-mail = ¿No ha llegado el correo? Mire en la carpeta de spam.
code-no-text = ¿No ha llegado el SMS? Puede tardar uno o dos minutos.
# A button; behind it may stand how long to wait.
code-resend = Enviar otro código
code-exhausted = No se pueden enviar más códigos para este inicio de sesión.
code-other-address = Usar otra dirección
code-other-way = Usar otro número u otra dirección
over-title = Empiece de nuevo, por favor
# A button.
over-start-again = Empezar de nuevo

## The page while the browser is on its way back to the app

done-title = Sesión iniciada
done-text = Volviendo a la aplicación…
done-stuck = Si no ocurre nada, abra de nuevo la aplicación.

## The page in a browser that did not start the sign-in

elsewhere-title = Continúe donde empezó
elsewhere-how = El inicio de sesión continúa en el navegador en el que pidió el código: vuelva a él e introduzca allí el código.
elsewhere-closed = Si esa página está cerrada o ha estado abierta demasiado tiempo, vuelva a la aplicación y elija de nuevo «Iniciar sesión».

## Problems

problem-bad-address = No podemos escribir a esta dirección de correo. Compruebe que no tenga errores; introduzca una sola dirección, como nombre@example.com.
problem-refused-address = Con esta dirección no se puede iniciar sesión aquí. Use otra dirección o consulte a los responsables de la aplicación.
problem-bad-number = Este no es un número de teléfono móvil al que podamos enviar un SMS. Compruébelo y empiece con + y el prefijo de su país.
problem-refused-number = No podemos enviar SMS a este número. Inicie sesión de otra forma o consulte a los responsables de la aplicación.
problem-cooldown = Podrá pedir otro código { $when }. Hasta entonces sirve el último, si le ha llegado.
problem-too-many-requests = Se han pedido demasiados códigos. Podrá pedir otro { $when }.
problem-malformed-code = Esto no parece el código que hemos enviado. Introduzca todos los dígitos; los espacios no importan.
problem-wrong-code = { $left ->
    [one] El código no es correcto. Le queda { $left } intento.
   *[other] El código no es correcto. Le quedan { $left } intentos.
  }
problem-wrong-code-plain = El código no es correcto.
problem-locked = Se han introducido demasiados códigos incorrectos. Por su seguridad, este inicio de sesión se ha cancelado.
problem-expired = Este código ha caducado. Use uno más reciente, si se lo hemos enviado, o empiece de nuevo.
problem-start-again = Este inicio de sesión ha terminado o se inició en otro navegador.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Vuelva a la aplicación en la que quiere iniciar sesión y elija allí de nuevo «Iniciar sesión».
# The heading of a technical hint.
refused-developers = Para desarrolladores
refused-link-title = Este enlace está incompleto
refused-link-text = Falta la solicitud de inicio de sesión que debería acompañarlo, o está dañada.
refused-link-hint = Authress abre esta página con state, redirect_uri y client_id cuando su aplicación llama a { $call }. Nadie llega aquí escribiendo la dirección.
refused-foreign-title = Este enlace no corresponde a este inicio de sesión
refused-redirect-text = No lleva al servicio al que da acceso esta página, sino a otro lugar.
refused-redirect-hint = redirect_uri debe ser { $expected }.
refused-client-text = Se creó para una aplicación distinta de la que corresponde a esta página.
refused-client-hint = client_id debe ser { $expected }.
refused-cross-site-title = Esta página ha estado abierta demasiado tiempo
refused-cross-site-text = También puede ser que su navegador no guarde las cookies de esta página o que haya llegado aquí desde otro sitio. Solo aceptamos un inicio de sesión desde nuestra propia página y en el navegador que la abrió.
refused-direct-title = La entrada no es por aquí
refused-direct-text = La página para iniciar sesión está en otra dirección.
refused-direct-hint = CloudFront debe enviar x-origin-verify con el secreto cuyo SHA-256 está en { $expected }.
refused-not-found-title = Aquí no hay nada
refused-not-found-text = Puede que la dirección esté mal escrita.
refused-method-title = Esta página no se puede usar así
refused-method-text = Ninguna de nuestras páginas la solicita de esta forma.
refused-too-large-title = El texto es demasiado largo
refused-too-large-text = Lo que se ha enviado es más largo de lo que puede ser una dirección o un código.
refused-malformed-title = No hemos podido leer los datos
refused-malformed-text = Lo que se ha enviado no parece proceder de nuestra página.
refused-unavailable-title = Inténtelo de nuevo en un momento
refused-unavailable-text = Ahora mismo no es posible iniciar sesión. No se ha perdido nada: espere unos segundos y vuelva a cargar esta página.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Su código para iniciar sesión en { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } es su código para iniciar sesión en { $name } ({ $label }, { $time })
mail-title = Su código para iniciar sesión en { $name }
mail-type = Introdúzcalo en la página donde lo pidió.
mail-valid-seconds = { $number ->
    [one] Es válido durante { $number } segundo.
   *[other] Es válido durante { $number } segundos.
  }
mail-valid-minutes = { $number ->
    [one] Es válido durante { $number } minuto.
   *[other] Es válido durante { $number } minutos.
  }
# A button.
mail-link = Introducir el código por mí
mail-link-where = Funciona en el navegador en el que pidió el código.
# In front of the link itself, in the mail's plain text.
mail-link-text = En el navegador en el que pidió el código también puede abrir este enlace, que lo introduce por usted:
# What asked for the code: a table of names and values.
mail-site = Sitio web
mail-when = Fecha y hora
mail-browser = Navegador
mail-label = Solicitud
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
  } de { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } en { $system }
mail-browser-unknown = Desconocido
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = No introduzca nunca este código fuera de { $origin }. Nadie de { $name } se lo pedirá.
mail-ignore = Si no ha pedido iniciar sesión, ignore este correo: sin el código nadie puede entrar.
# { $support } is an email address.
mail-support = ¿Tiene preguntas? Escriba a { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } es su clave de un solo uso para { $name }. No la comparta con nadie.
# When there is no room for the name.
text-code-plain = { $code } es su clave de acceso de un solo uso. No la comparta con nadie.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in the order of en.ftl, parted by commas: plain things, that sound unlike each other.
label-words = ancla, manzana, puente, vela, castillo, nube, café, brújula, desierto, delfín, pluma, bosque, jardín, guitarra, martillo, puerto, isla, chaqueta, escalera, farol, limón, espejo, montaña, océano, naranja, lápiz, piano, río, cohete, plata, tigre, ventana
