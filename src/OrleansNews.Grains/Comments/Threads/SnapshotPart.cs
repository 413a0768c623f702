namespace OrleansNews.Comments.Threads;

/// <summary>A part of a stored index.</summary>
/// <param name="Entries">The entries of its comments, as bytes.</param>
/// <param name="Amendments">Edits, flags and decisions of its comments, in the form of <see cref="AmendmentTable.Pack"/>; none in the first form, whose root has those of all parts.</param>
internal readonly record struct SnapshotPart(byte[] Entries, long[] Amendments);
