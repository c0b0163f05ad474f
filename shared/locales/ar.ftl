### Arabic: Modern Standard, without gender where it can be (يُرجى and a verbal noun, not an imperative). See en.ftl for what holds for every one of these files.

## How long to wait. Stands alone, or as { $when } within a sentence of the problems below.

in-seconds = { $number ->
    [zero] بعد { $number } ثانية
    [one] بعد ثانية واحدة
    [two] بعد ثانيتين
    [few] بعد { $number } ثوانٍ
    [many] بعد { $number } ثانية
   *[other] بعد { $number } ثانية
  }
in-minutes = { $number ->
    [zero] بعد { $number } دقيقة
    [one] بعد دقيقة واحدة
    [two] بعد دقيقتين
    [few] بعد { $number } دقائق
    [many] بعد { $number } دقيقة
   *[other] بعد { $number } دقيقة
  }
in-hours = { $number ->
    [zero] بعد { $number } ساعة
    [one] بعد ساعة واحدة
    [two] بعد ساعتين
    [few] بعد { $number } ساعات
    [many] بعد { $number } ساعة
   *[other] بعد { $number } ساعة
  }
later = لاحقًا

## Every page

# The title of a page that tells of a problem; { $title } is what the page's title would be without one.
title-problem = خطأ: { $title }
footer-support = المساعدة
footer-terms = الشروط
footer-privacy = الخصوصية

## The first page: the address

start-title = تسجيل الدخول
start-email = عنوان البريد الإلكتروني
start-hint = سنرسل إليك رمزًا عبر البريد الإلكتروني، ولا حاجة إلى كلمة مرور.
start-send = إرسال الرمز
# What the button says while the code is on its way.
start-sending = جارٍ إرسال الرمز…
# In front of the second form, where people can choose between email and text message.
start-or = أو
start-phone = رقم الهاتف المحمول
start-phone-hint = سنرسل إليك رمزًا في رسالة نصية. يُرجى كتابة الرقم بدءًا بعلامة + ورمز البلد.
start-phone-send = إرسال الرمز في رسالة نصية

## The second page: the code

code-title = إدخال الرمز
code-sent = أرسلنا رمزًا إلى { $address }.
code-sent-again = أرسلنا رمزًا آخر إلى { $address }.
# { $digits } is 6 to 10, for which one form is enough.
code-field = الرمز الوارد في الرسالة ({ $digits } أرقام)
code-field-sms = الرمز الوارد في الرسالة النصية ({ $digits } أرقام)
code-sign-in = تسجيل الدخول
# What the button says while the code is checked; when it is right, the browser goes back to the app.
code-signing-in = جارٍ تسجيل الدخول…
# { $label } is two words, such as “فانوس ميناء”.
code-label = تظهر في الرسالة الكلمتان «{ $label }». إذا ظهرت في رسالتك كلمتان أخريان، فالرسالة تخص طلبًا آخر.
code-no-mail = ألم تصلك الرسالة؟ يُرجى البحث في مجلد الرسائل غير المرغوب فيها.
code-no-text = ألم تصلك الرسالة النصية؟ قد يستغرق وصولها دقيقة أو دقيقتين.
# A button; behind it may stand how long to wait: “بعد 30 ثانية”.
code-resend = إرسال رمز آخر
code-exhausted = لا يمكن إرسال المزيد من الرموز لمحاولة تسجيل الدخول هذه.
code-other-address = استخدام عنوان آخر
code-other-way = استخدام رقم آخر أو عنوان آخر
over-title = يُرجى البدء من جديد
# A button.
over-start-again = البدء من جديد

## The page while the browser is on its way back to the app

done-title = تم تسجيل دخولك
done-text = جارٍ إعادتك إلى التطبيق.
done-stuck = إذا لم يحدث شيء، فيُرجى فتح التطبيق مجددًا.

## The page in a browser that did not start the sign-in

elsewhere-title = يُرجى المتابعة من حيث بدأت
elsewhere-how = يُستكمل تسجيل الدخول في المتصفح الذي طلبت الرمز منه. يُرجى العودة إليه وإدخال الرمز هناك.
elsewhere-closed = إذا أُغلقت تلك الصفحة أو ظلت مفتوحة مدة أطول من اللازم، فيُرجى العودة إلى التطبيق واختيار «تسجيل الدخول» مجددًا.

## Problems

problem-bad-address = لا يمكننا إرسال رسالة إلى هذا العنوان. يُرجى التأكد من كتابته بشكل صحيح، وإدخال عنوان واحد فقط، مثل name@example.com.
problem-refused-address = لا يمكن تسجيل الدخول هنا بهذا العنوان. يُرجى استخدام عنوان آخر لك أو التواصل مع الجهة المسؤولة عن التطبيق.
problem-bad-number = هذا ليس رقم هاتف محمول يمكننا إرسال رسالة نصية إليه. يُرجى التأكد من كتابته بشكل صحيح، بدءًا بعلامة + ورمز البلد.
problem-refused-number = لا يمكننا إرسال رسائل نصية إلى هذا الرقم. يُرجى تسجيل الدخول بطريقة أخرى أو التواصل مع الجهة المسؤولة عن التطبيق.
problem-cooldown = يمكنك طلب رمز آخر { $when }. وحتى ذلك الحين يبقى الرمز الأخير صالحًا إن كان قد وصلك.
problem-too-many-requests = طُلب عدد كبير جدًا من الرموز. يمكنك طلب رمز آخر { $when }.
problem-malformed-code = لا يبدو أن هذا هو الرمز الذي أرسلناه. يُرجى إدخال جميع أرقامه، ولا يهم وجود مسافات بينها.
problem-wrong-code = { $left ->
    [zero] هذا الرمز غير صحيح. عدد المحاولات المتبقية لك: { $left }.
    [one] هذا الرمز غير صحيح. بقيت لك محاولة واحدة.
    [two] هذا الرمز غير صحيح. عدد المحاولات المتبقية لك: { $left }.
    [few] هذا الرمز غير صحيح. بقيت لك { $left } محاولات.
    [many] هذا الرمز غير صحيح. بقيت لك { $left } محاولة.
   *[other] هذا الرمز غير صحيح. بقيت لك { $left } محاولة.
  }
problem-wrong-code-plain = هذا الرمز غير صحيح.
problem-locked = تجاوز عدد الرموز الخاطئة الحد المسموح به، لذا أُنهيت محاولة تسجيل الدخول هذه حفاظًا على أمانك.
problem-expired = انتهت صلاحية هذا الرمز. يُرجى استخدام رمز أحدث إن أرسلنا إليك واحدًا، أو البدء من جديد.
problem-start-again = انتهت محاولة تسجيل الدخول هذه، أو أنها بدأت في متصفح آخر.

## Refusals: what is told to a browser that asks for something that no page of ours asks for

# Below most of the following.
refused-go-back = يُرجى العودة إلى التطبيق المراد تسجيل الدخول إليه، واختيار «تسجيل الدخول» فيه مجددًا.
# The heading of a technical hint.
refused-developers = للمطوّرين
refused-link-title = هذا الرابط غير مكتمل
refused-link-text = طلب تسجيل الدخول الذي ينبغي أن يتضمنه الرابط مفقود أو تالف.
refused-link-hint = يفتح Authress هذه الصفحة مع state وredirect_uri وclient_id عندما يستدعي تطبيقك { $call }. ولا يمكن الوصول إليها بكتابة عنوانها مباشرةً.
refused-foreign-title = هذا الرابط لا يخص صفحة تسجيل الدخول هذه
refused-redirect-text = يطلب الرابط نقلك إلى وجهة غير الخدمة التي يتم تسجيل الدخول إليها من هنا.
refused-redirect-hint = يجب أن تكون قيمة redirect_uri هي { $expected }.
refused-client-text = أُنشئ الرابط لتطبيق غير التطبيق الذي يتم تسجيل الدخول إليه من هنا.
refused-client-hint = يجب أن تكون قيمة client_id هي { $expected }.
refused-cross-site-title = ظلت هذه الصفحة مفتوحة مدة أطول من اللازم
refused-cross-site-text = أو أن متصفحك لا يحفظ ملفات تعريف الارتباط الخاصة بها، أو أن موقعًا آخر أحالك إلى هنا. لا نقبل تسجيل الدخول إلا من صفحتنا، وفي المتصفح الذي فُتحت فيه.
refused-direct-title = لا يمكن تسجيل الدخول من هنا
refused-direct-text = يتم تسجيل الدخول عبر عنوان آخر.
refused-direct-hint = يجب أن يرسل CloudFront في x-origin-verify القيمة السرية التي ترد بصمتها SHA-256 في { $expected }.
refused-not-found-title = لا يوجد شيء هنا
refused-not-found-text = ربما كُتب العنوان خطأً.
refused-method-title = لا يمكن استخدام هذه الصفحة بهذه الطريقة
refused-method-text = طُلبت الصفحة بطريقة لا تستخدمها أي من صفحاتنا.
refused-too-large-title = النص طويل جدًا
refused-too-large-text = النص المُرسَل أطول من أن يكون عنوانًا أو رمزًا.
refused-malformed-title = تعذّرت قراءة الطلب
refused-malformed-text = لا يبدو أن هذا الطلب قد أُرسل من صفحتنا.
refused-unavailable-title = يُرجى إعادة المحاولة بعد قليل
refused-unavailable-text = تسجيل الدخول غير متاح حاليًا، لكن لم يُفقد أي شيء. يُرجى الانتظار بضع ثوانٍ ثم إعادة تحميل هذه الصفحة.

## The mail

# { $name } is who runs the app. { $label } is two words, { $time } a time of day: they tell one mail from the next.
mail-subject = رمز تسجيل دخولك إلى { $name } ({ $label }، { $time })
# { $code } is the code, for those who chose to have it in the subject.
mail-subject-code = { $code } هو رمز تسجيل دخولك إلى { $name } ({ $label }، { $time })
mail-title = رمز تسجيل دخولك إلى { $name }
mail-type = يُرجى إدخال الرمز في الصفحة التي بدأت منها.
mail-valid-seconds = { $number ->
    [zero] الرمز صالح لمدة { $number } ثانية.
    [one] الرمز صالح لمدة ثانية واحدة.
    [two] الرمز صالح لمدة ثانيتين.
    [few] الرمز صالح لمدة { $number } ثوانٍ.
    [many] الرمز صالح لمدة { $number } ثانية.
   *[other] الرمز صالح لمدة { $number } ثانية.
  }
mail-valid-minutes = { $number ->
    [zero] الرمز صالح لمدة { $number } دقيقة.
    [one] الرمز صالح لمدة دقيقة واحدة.
    [two] الرمز صالح لمدة دقيقتين.
    [few] الرمز صالح لمدة { $number } دقائق.
    [many] الرمز صالح لمدة { $number } دقيقة.
   *[other] الرمز صالح لمدة { $number } دقيقة.
  }
# A button.
mail-link = إدخال الرمز تلقائيًا
mail-link-where = يعمل الرابط في المتصفح الذي بدأت منه.
# In front of the link itself, in the mail's plain text.
mail-link-text = يمكنك أيضًا فتح هذا الرابط في المتصفح الذي بدأت منه لإدخال الرمز تلقائيًا:
# What asked for the code: a table of names and values.
mail-site = الموقع
mail-when = الوقت
mail-browser = المتصفح
mail-label = الطلب
# The date, and the time of day, which is always given in UTC.
mail-date = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
  } { $year }، { $time } UTC
# { $browser } is a name such as Firefox, { $system } one such as Windows.
mail-browser-on = { $browser } على { $system }
mail-browser-unknown = غير معروف
# { $origin } is where our pages are, such as https://login.example.com.
mail-never = يجب ألا يُدخَل هذا الرمز أبدًا في أي مكان غير { $origin }. ولن يطلبه منك أي شخص من { $name }.
mail-ignore = إذا لم يكن طلب تسجيل الدخول منك، فيُرجى تجاهل هذه الرسالة؛ إذ لا يمكن لأحد الدخول من دون الرمز.
# { $support } is an email address.
mail-support = هل لديك أسئلة؟ يمكنك مراسلتنا على { $support }.

## The text message: at most 160 characters of the GSM 7-bit alphabet. Languages whose letters are not in it are written without them, or
## in English: a text with other letters would cost twice and more.

# { $code } comes first. { $name } is who runs the app.
text-code = { $code } is your code for { $name }. Give it to nobody.
# When there is no room for the name.
text-code-plain = { $code } is your sign-in code. Give it to nobody.

## The request's label: two of these words, on the page and in the mail, so that a person can tell that the mail belongs to the page.

label = { $first } { $second }
# Exactly 32 different words, in this order, parted by commas: plain things, one short word each, that sound unlike each other.
label-words = مرساة, تفاحة, جسر, شمعة, قلعة, سحابة, قهوة, بوصلة, صحراء, دلفين, ريشة, غابة, حديقة, غيتار, مطرقة, ميناء, جزيرة, سترة, سُلَّم, فانوس, ليمونة, مرآة, جبل, محيط, برتقالة, قلم, بيانو, نهر, صاروخ, فضة, نمر, نافذة
