//! The pages: functions of what there is to show. The words stand in the catalogues of `shared/locales`, the frame with style and script in
//! `shared/src/page.rs`.

mod code;
mod done;
mod elsewhere;
mod problem;
mod start;

pub(crate) use code::CodePage;
pub(crate) use done::done;
pub(crate) use elsewhere::elsewhere;
pub(crate) use start::StartPage;
