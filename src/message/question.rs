//! A question to the world: its number tells which answer is awaited, so that late answers to older ones are dropped.

/// The last question of one kind, with what it is about until it is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<T> {
    asked: u64,
    about: Option<T>,
}

impl<T> Default for Question<T> {
    fn default() -> Self {
        Question {
            asked: 0,
            about: None,
        }
    }
}

impl<T> Question<T> {
    /// The number of a new question; answers to older ones are void from now on.
    pub fn ask(&mut self, about: T) -> u64 {
        self.asked += 1;
        self.about = Some(about);
        self.asked
    }

    /// The number of the answer that is awaited; none where nothing is.
    pub fn open(&self) -> Option<u64> {
        self.about.as_ref().map(|_| self.asked)
    }

    /// What the answer of that number is about; none when it answers nothing that is awaited.
    pub fn answer(&mut self, number: u64) -> Option<T> {
        self.about.take_if(|_| number == self.asked)
    }

    /// No answer is awaited any more; gives the number of the question where one was.
    pub fn end(&mut self) -> Option<u64> {
        self.about.take().map(|_| self.asked)
    }
}
