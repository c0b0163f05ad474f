//! The HTML part of the mail: tables and inline styles, which every mail program knows. But for its button it has no ground and no ink
//! of its own, so that a program which turns mails dark can; and it asks nobody for anything: no picture, no font, no address but ours.

use maud::{DOCTYPE, Markup, html};

use crate::channel::Letter;
use crate::mail::message::Said;
use crate::words::unmarked;

const FONT: &str = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";
const SMALL: &str = "margin:0 0 8px;font-size:14px";
const CODE: &str = "margin:0 0 16px;padding:14px 8px;border:2px solid #858b95;border-radius:8px;text-align:center;\
    font-family:ui-monospace,Menlo,Consolas,monospace;font-size:36px;line-height:1.2;font-weight:700;letter-spacing:2px";

impl Letter<'_> {
    /// The whole document.
    pub(super) fn html(&self, said: &Said) -> String {
        let (title, language) = (&said.title, self.locale.language);
        let document = html! {
            (DOCTYPE)
            html lang=(language.tag()) dir=(language.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="supported-color-schemes" content="light dark";
                    // Apple Mail: neither shrink the text, nor make links of what looks like a number or a date.
                    meta name="x-apple-disable-message-reformatting";
                    meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no";
                    title { (title) }
                }
                body style="margin:0;padding:0" {
                    // Gmail: what the mail is about.
                    div itemscope itemtype="https://schema.org/EmailMessage" { meta itemprop="description" content=(title); }
                    table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" { tr { td align="center" style="padding:24px 16px" {
                        // Some programs mail on the body alone, without its `html`: language and direction stand here as well.
                        table role="presentation" lang=(language.tag()) dir=(language.direction()) width="480" cellpadding="0" cellspacing="0" border="0"
                            style="width:100%;max-width:480px" { tr { td align=(self.start()) style=(FONT) { (self.body(said)) } } }
                    } } }
                }
            }
        };
        unmarked(document.into_string())
    }

    fn body(&self, said: &Said) -> Markup {
        let words = self.locale.words();
        html! {
            h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;font-weight:600" { (said.title) }
            p dir="ltr" style=(CODE) { (self.code.grouped()) }
            p style="margin:0 0 24px" { (said.type_it) br; (said.valid) }
            @if let Some(link) = &said.link {
                (self.button(link, &words.say("mail-link")))
                p style=(SMALL) { (words.say("mail-link-where")) }
            }
            table cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 24px" {
                @for (name, value) in &said.rows {
                    tr {
                        th scope="row" align=(self.start()) valign="top" style={ (FONT) ";font-size:14px;font-weight:400" } { (name) }
                        td align=(self.start()) valign="top" style={ (FONT) ";font-size:14px;font-weight:600;padding:0 12px" } { (value) }
                    }
                }
            }
            p style=(SMALL) { (said.never) }
            p style=(SMALL) { (said.ignore) }
            @if let Some(support) = &said.support { p style=(SMALL) { (support) } }
        }
    }

    /// A link that is a button in Outlook as well, which gives links no padding: the cell is coloured, and the border is the padding.
    fn button(&self, link: &str, text: &str) -> Markup {
        let accent = self.site.brand.accent;
        html! {
            table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px" { tr {
                td bgcolor=(accent) style={ "border-radius:8px;background:" (accent) } {
                    a href=(link) style={
                        "display:inline-block;border:solid " (accent) ";border-width:10px 20px;border-radius:8px;background:" (accent)
                        ";color:#ffffff;font-weight:600;text-decoration:none"
                    } { (text) }
                }
            } }
        }
    }

    /// Where a line begins, for programs that know no `dir`.
    fn start(&self) -> &'static str {
        if self.locale.language.direction() == "rtl" { "right" } else { "left" }
    }
}
