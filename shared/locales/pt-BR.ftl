### Brazilian Portuguese. The same messages as en.ftl, which tells more of how to write them. The reader is “você”.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [one] em { $number } segundo
   *[other] em { $number } segundos
  }
in-minutes = { $number ->
    [one] em { $number } minuto
   *[other] em { $number } minutos
  }
in-hours = { $number ->
    [one] em { $number } hora
   *[other] em { $number } horas
  }
later = mais tarde

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = Erro: { $title }
footer-support = Ajuda
footer-terms = Termos
footer-privacy = Privacidade

## The first page: the address

start-title = Entrar
start-email = Endereço de e-mail
start-hint = Vamos enviar um código para você. Não precisa de senha.
start-send = Receber um código
# What the button says while the code is on its way.
start-sending = Enviando o código…
# In front of the second form, where people can choose between email and text message.
start-or = ou
start-phone = Número de celular
start-phone-hint = Vamos enviar um código por SMS para você. Comece com + e o código do seu país.
start-phone-send = Receber um código por SMS

## The second page: the code

code-title = Digite o código
code-sent = Enviamos um código para { $address }.
code-sent-again = Enviamos outro código para { $address }.
code-field = Código do e-mail, { $digits } dígitos
code-field-sms = Código do SMS, { $digits } dígitos
code-sign-in = Entrar
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = Entrando…
# { $label } is two words, such as “lantern harbour”.
code-label = O e-mail traz as palavras { $label }. Se no seu aparecerem outras, ele é de outra solicitação.
code-no-mail = O e-mail não chegou? Confira a pasta de spam.
code-no-text = O SMS não chegou? Pode levar um ou dois minutos.
# A button; behind it may stand how long to wait: “in 30 seconds”.
code-resend = Enviar outro código
code-exhausted = Não é possível enviar mais códigos para este login.
code-other-address = Usar outro endereço
code-other-way = Usar outro número ou endereço
over-title = Comece de novo, por favor
# A button.
over-start-again = Começar de novo

## The page while the browser is on its way back to the app

done-title = Pronto, você entrou
done-text = Estamos levando você de volta ao aplicativo.
done-stuck = Se nada acontecer, abra o aplicativo de novo.

## The page in a browser that did not start the sign-in

elsewhere-title = Continue onde você começou
elsewhere-how = O login continua no navegador em que você pediu o código: volte a ele e digite o código ali.
elsewhere-closed = Se aquela página foi fechada ou ficou aberta por tempo demais, volte ao aplicativo e escolha “Entrar” de novo.

## Problems

problem-bad-address = Não é possível enviar e-mails para esse endereço. Confira se há erros de digitação e informe um só endereço, como nome@example.com.
problem-refused-address = Não é possível entrar aqui com esse endereço. Use outro endereço ou fale com quem administra o aplicativo.
problem-bad-number = Este não é um número de celular para o qual possamos enviar SMS. Confira o número e comece com + e o código do seu país.
problem-refused-number = Não é possível enviar SMS para esse número. Entre de outra forma ou fale com quem administra o aplicativo.
problem-cooldown = Você poderá pedir outro código { $when }. Até lá, o último continua valendo, se já tiver chegado.
problem-too-many-requests = Foram pedidos códigos demais. Você poderá pedir de novo { $when }.
problem-malformed-code = Isso não parece o código que enviamos. Digite todos os dígitos; espaços não fazem diferença.
problem-wrong-code = { $left ->
    [one] Este não é o código certo. Resta { $left } tentativa.
   *[other] Este não é o código certo. Restam { $left } tentativas.
  }
problem-wrong-code-plain = Este não é o código certo.
problem-locked = Foram digitados códigos errados demais. Para sua segurança, este login foi encerrado.
problem-expired = Este código expirou. Se enviamos um mais recente, use-o; se não, comece de novo.
problem-start-again = Este login já terminou ou foi iniciado em outro navegador.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = Volte ao aplicativo em que você quer entrar e escolha “Entrar” de novo.
# The heading of a technical hint.
refused-developers = Para desenvolvedores
refused-link-title = Este link está incompleto
refused-link-text = A solicitação de login que deveria vir com ele não veio ou está danificada.
refused-link-hint = O Authress abre esta página com state, redirect_uri e client_id quando seu aplicativo chama { $call }. Não basta digitar o endereço.
refused-foreign-title = Este link não é desta página de login
refused-redirect-text = Ele levaria você a um lugar diferente do serviço para o qual fazemos o login.
refused-redirect-hint = redirect_uri deve ser { $expected }.
refused-client-text = Ele foi criado para um aplicativo diferente daquele para o qual fazemos o login.
refused-client-hint = client_id deve ser { $expected }.
refused-cross-site-title = Esta página ficou aberta por tempo demais
refused-cross-site-text = Também pode ser que seu navegador não guarde os cookies dela ou que outro site tenha trazido você até aqui. Só aceitamos um login feito na nossa própria página, no navegador que a abriu.
refused-direct-title = A entrada não é por aqui
refused-direct-text = O login funciona em outro endereço.
refused-direct-hint = O CloudFront deve enviar x-origin-verify com o segredo cujo SHA-256 está em { $expected }.
refused-not-found-title = Não há nada aqui
refused-not-found-text = Talvez o endereço tenha sido digitado errado.
refused-method-title = Esta página não pode ser usada assim
refused-method-text = Ela foi acessada de um jeito que nenhuma página nossa usa.
refused-too-large-title = O texto é longo demais
refused-too-large-text = O que foi enviado é mais longo do que um endereço ou um código pode ser.
refused-malformed-title = Não conseguimos ler o que foi enviado
refused-malformed-text = Não parece ter vindo da nossa página.
refused-unavailable-title = Tente de novo daqui a pouco
refused-unavailable-text = Não é possível entrar agora. Nada se perdeu: espere alguns segundos e recarregue esta página.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = Seu código para entrar em { $name } ({ $label }, { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } é seu código para entrar em { $name } ({ $label }, { $time })
mail-title = Seu código para entrar em { $name }
mail-type = Digite o código na página em que você começou.
mail-valid-seconds = { $number ->
    [one] Ele vale por { $number } segundo.
   *[other] Ele vale por { $number } segundos.
  }
mail-valid-minutes = { $number ->
    [one] Ele vale por { $number } minuto.
   *[other] Ele vale por { $number } minutos.
  }
# A button.
mail-link = Preencher o código por mim
mail-link-where = Funciona no navegador em que você começou.
# In front of the link itself, in the mail's plain text.
mail-link-text = No navegador em que você começou, você também pode abrir este link, que preenche o código:
# What asked for the code: a table of names and values.
mail-site = Site
mail-when = Data e hora
mail-browser = Navegador
mail-label = Solicitação
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } de { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
  } de { $year }, { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } no { $system }
mail-browser-unknown = Desconhecido
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = Nunca digite este código fora de { $origin }. Ninguém da equipe de { $name } vai pedir o código a você.
mail-ignore = Se você não pediu para entrar, ignore este e-mail: sem o código, ninguém entra.
# { $support } is an email address.
mail-support = Dúvidas? Escreva para { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } é seu codigo para entrar em { $name }. Nunca compartilhe com ninguém.
# When there is no room for the name.
text-code-plain = { $code } é seu codigo de acesso. Nunca compartilhe com ninguém.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = âncora, maçã, ponte, vela, castelo, nuvem, café, bússola, deserto, golfinho, pluma, floresta, jardim, guitarra, martelo, porto, ilha, jaqueta, escada, lanterna, limão, espelho, montanha, oceano, laranja, lápis, piano, rio, foguete, prata, tigre, janela
