-- The head of a busy thread has a few kilobytes and is rewritten with every commit. PostgreSQL would compress every row of more than two and put what is left into a second table,
-- piece by piece, with an index of its own: both were rewritten with it, and the second table grew faster than it was vacuumed. Rows stay whole up to a page;
-- one that has grown beyond the free space of its page goes to another, and into the index anew, which costs less.
ALTER TABLE OrleansStorage SET (toast_tuple_target = 8160);
