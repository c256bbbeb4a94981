//! Things by their growing numbers: kept in the order of their making, found and removed by number.
//!
//! A removed one leaves its place empty until half of the places are, so that removing costs no more than finding. Knows nothing
//! of what it keeps.

pub struct Numbered<T> {
    places: Vec<(u64, Option<T>)>,
    empty: usize,
}

impl<T> Default for Numbered<T> {
    fn default() -> Numbered<T> {
        Numbered {
            places: Vec::new(),
            empty: 0,
        }
    }
}

impl<T> Numbered<T> {
    pub fn len(&self) -> usize {
        self.places.len() - self.empty
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts a thing at its number, in place of what may be there.
    pub fn insert(&mut self, number: u64, thing: T) {
        match self.find(number) {
            Ok(at) => {
                let old = self.places[at].1.replace(thing);
                self.empty -= old.is_none() as usize;
            }
            Err(at) => self.places.insert(at, (number, Some(thing))),
        }
    }

    pub fn remove(&mut self, number: u64) -> Option<T> {
        let at = self.find(number).ok()?;
        let thing = self.places[at].1.take()?;
        self.empty += 1;
        if self.empty * 2 > self.places.len() {
            self.places.retain(|(_, thing)| thing.is_some());
            self.empty = 0;
        }
        Some(thing)
    }

    /// All of them, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().filter_map(|(_, thing)| thing.as_ref())
    }

    fn find(&self, number: u64) -> Result<usize, usize> {
        // The newest comes last, and is the one that is put in most often.
        match self.places.last() {
            Some((last, _)) if *last < number => Err(self.places.len()),
            _ => self.places.binary_search_by_key(&number, |place| place.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_stay_in_the_order_of_their_numbers() {
        let mut things = Numbered::default();
        for number in [3, 5, 4, 9] {
            things.insert(number, number * 10);
        }
        assert_eq!(things.remove(5), Some(50));
        assert_eq!(things.remove(5), None);
        assert_eq!(things.remove(3), Some(30));
        assert_eq!(things.remove(4), Some(40));
        assert_eq!(things.len(), 1);
        things.insert(4, 41);
        things.insert(9, 91);
        assert_eq!(things.iter().copied().collect::<Vec<_>>(), [41, 91]);
    }

    #[test]
    fn an_empty_place_is_taken_again() {
        let mut things = Numbered::default();
        (0..10).for_each(|number| things.insert(number, number));
        things.remove(7);
        assert_eq!(things.len(), 9);
        things.insert(7, 70);
        assert_eq!(things.len(), 10);
        (0..10).for_each(|number| assert!(things.remove(number).is_some()));
        assert!(things.is_empty());
    }
}
