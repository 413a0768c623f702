namespace OrleansNews.Cluster.Faults;

/// <summary>
/// Whether the stories behaved as if there were one of each. A save names the version that it starts from, so that the order is known: the saves that were acknowledged are a chain
/// without a fork, in the order of time, and everybody reads a link of it.
/// </summary>
internal static class EditLedger
{
    /// <summary>Every breach, as a line; none when all is well.</summary>
    /// <param name="edits">What happened; the last of each story is a reading when everything was over.</param>
    /// <param name="faults">While one of them is found out an old version may be read; never saved over.</param>
    public static IEnumerable<string> Breaches(IReadOnlyCollection<Edit> edits, IReadOnlyCollection<FaultSpan> faults) =>
        edits.GroupBy(edit => edit.Article).SelectMany(story => BreachesOf([.. story], faults));

    /// <summary>When the readings began that no fault excuses: an old version in one of them is a breach.</summary>
    public static IEnumerable<long> Strict(IReadOnlyCollection<Edit> edits, IReadOnlyCollection<FaultSpan> faults) =>
        edits.GroupBy(edit => edit.Article).SelectMany(story => StrictOf([.. story], SavedIn(story), faults)).Select(pair => pair.Read.Began);

    private static IEnumerable<string> BreachesOf(List<Edit> edits, IReadOnlyCollection<FaultSpan> faults)
    {
        var saved = SavedIn(edits);
        foreach (var save in saved.Where(save => save.After != save.Before + 1)) yield return $"a version was left out: {save}";
        foreach (var fork in saved.GroupBy(save => save.Before).Where(fork => fork.Count() > 1)) yield return $"two saves of one version: {string.Join(" and ", fork)}";
        foreach (var breach in OrderBreaches(saved)) yield return breach;

        var texts = saved.ToLookup(save => save.After, save => save.Text);
        var perhaps = edits.Where(edit => edit.Outcome == EditOutcome.Unknown || WasOvertaken(edit, edits, faults)).ToLookup(edit => edit.Before + 1, edit => edit.Text);
        var first = edits.Where(edit => edit.Outcome == EditOutcome.Read).MinBy(edit => edit.Before)!;
        foreach (var read in edits.Where(edit => edit.Outcome == EditOutcome.Read && edit.Before > first.Before))
        {
            if (texts[read.Before].Any() ? !texts[read.Before].Contains(read.Text) : !perhaps[read.Before].Contains(read.Text)) yield return $"nobody saved this as that version: {read}";
        }

        foreach (var (read, newest) in StrictOf(edits, saved, faults).Where(pair => pair.Read.Before < pair.Newest.After)) yield return $"an old version was read long after {newest}: {read}";

        foreach (var (read, earlier) in WentBack(edits, faults)) yield return $"it went back: {earlier}, and then {read}";

        var end = edits.Where(edit => edit.Outcome == EditOutcome.Read).MaxBy(edit => edit.Began)!;
        if (saved is [.., var last] && end.Before < last.After) yield return $"lost: {last}, at the end there is version {end.Before}";
    }

    // What somebody has read is there for everybody who asks afterwards, saved by whomever.
    private static IEnumerable<(Edit Read, Edit Earlier)> WentBack(List<Edit> edits, IReadOnlyCollection<FaultSpan> faults)
    {
        var reads = edits.Where(edit => edit.Outcome == EditOutcome.Read).ToList();
        var ended = new Queue<Edit>(reads.OrderBy(read => read.Ended));
        Edit? newest = null;
        foreach (var read in reads.OrderBy(read => read.Began))
        {
            while (ended.TryPeek(out var earlier) && earlier.Ended < read.Began)
            {
                ended.Dequeue();
                if (newest is null || earlier.Before > newest.Before) newest = earlier;
            }

            if (newest?.Before > read.Before && !FaultSpan.Touches(faults, read.Began, read.Ended)) yield return (read, newest);
        }
    }

    // No save may have ended before another one began that made a lower version, however many are between them.
    private static IEnumerable<string> OrderBreaches(List<Edit> saved)
    {
        var latest = saved.FirstOrDefault();
        foreach (var save in saved)
        {
            if (save.Ended < latest!.Began) yield return $"against the order of time: {save} has the higher version than {latest}";
            if (save.Began > latest.Began) latest = save;
        }
    }

    // Readings that no fault excuses, and the newest version that each must show.
    private static IEnumerable<(Edit Read, Edit Newest)> StrictOf(List<Edit> edits, List<Edit> saved, IReadOnlyCollection<FaultSpan> faults) =>
        from read in edits
        where read.Outcome == EditOutcome.Read && !FaultSpan.Touches(faults, read.Began, read.Ended)
        let newest = saved.LastOrDefault(save => save.Ended < read.Began)
        where newest is not null
        select (read, newest);

    private static List<Edit> SavedIn(IEnumerable<Edit> edits) => [.. edits.Where(edit => edit.Outcome == EditOutcome.Saved).OrderBy(edit => edit.After)];

    // A save whose first answer was lost is sent again by the front end. When somebody went on from it meanwhile, what comes back is a conflict with their version, although it was saved.
    private static bool WasOvertaken(Edit save, List<Edit> edits, IReadOnlyCollection<FaultSpan> faults) =>
        save.Outcome == EditOutcome.Conflict && FaultSpan.Touches(faults, save.Began, save.Ended)
        && edits.Any(next => next.Outcome is EditOutcome.Saved or EditOutcome.Unknown && next.Before == save.Before + 1 && next.Began < save.Ended);
}
