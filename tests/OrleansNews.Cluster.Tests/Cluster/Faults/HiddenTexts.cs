using System.Diagnostics;

namespace OrleansNews.Cluster.Faults;

/// <summary>A look at a page or an answer of the API after a comment was hidden.</summary>
/// <param name="Text">The comment's text.</param>
/// <param name="Where">The address, with the front end.</param>
/// <param name="HiddenAt">When the decision was acknowledged, as a timestamp.</param>
/// <param name="AskedAt">When the look began.</param>
/// <param name="Shows">Whether the text was there.</param>
/// <param name="IsStale">Whether the page said of itself that the cluster could not be asked.</param>
internal sealed record Look(string Text, string Where, long HiddenAt, long AskedAt, bool Shows, bool IsStale);

/// <summary>Whether what moderators hid was gone in time.</summary>
internal static class HiddenTexts
{
    private const double Within = 2;

    /// <summary>When the looks began that no fault excuses: what they show more than two seconds after it was hidden is a breach.</summary>
    public static IEnumerable<long> Strict(IEnumerable<Look> looks, IReadOnlyCollection<FaultSpan> faults) =>
        looks.Where(look => look.AskedAt > look.HiddenAt + FaultSpan.Seconds(Within) && !FaultSpan.Touches(faults, look.HiddenAt, look.AskedAt)).Select(look => look.AskedAt);

    /// <summary>Every look that showed what must be gone; none when all is well.</summary>
    /// <param name="looks">What was seen.</param>
    /// <param name="faults">While one of them is found out, a current activation may not be reached.</param>
    public static IEnumerable<string> Breaches(IEnumerable<Look> looks, IReadOnlyCollection<FaultSpan> faults)
    {
        foreach (var look in looks.Where(look => look.Shows && !IsExcused(look, faults)))
        {
            var bound = FaultSpan.Touches(faults, look.HiddenAt, look.AskedAt) ? FaultSpan.Detection.TotalSeconds : Within;
            if (look.AskedAt > look.HiddenAt + FaultSpan.Seconds(bound))
                yield return $"'{look.Text}' is at {look.Where} {Stopwatch.GetElapsedTime(look.HiddenAt, look.AskedAt).TotalSeconds:F1} s after it was hidden{(look.IsStale ? ", in a page that says that it is old" : "")}, {Behind(faults, look.AskedAt)}";
        }
    }

    /// <summary>By kind of fault, how many looks showed what had to be gone by then, in pages that said that they were old, and for how many seconds at most.</summary>
    /// <inheritdoc cref="Breaches"/>
    public static IEnumerable<(FaultKind Kind, int Looks, double Longest)> Excused(IEnumerable<Look> looks, IReadOnlyCollection<FaultSpan> faults) =>
        from look in looks
        where look.Shows && look.AskedAt > look.HiddenAt + FaultSpan.Seconds(FaultSpan.Detection.TotalSeconds) && IsExcused(look, faults)
        group Stopwatch.GetElapsedTime(look.HiddenAt, look.AskedAt).TotalSeconds by faults.Last(fault => FaultSpan.Touches([fault], look.AskedAt, look.AskedAt)).Kind into shown
        select (shown.Key, shown.Count(), shown.Max());

    // A page that says that it is old wins over the decision while something is down: it is all that readers have of a newspaper that is.
    private static bool IsExcused(Look look, IReadOnlyCollection<FaultSpan> faults) => look.IsStale && FaultSpan.Touches(faults, look.AskedAt, look.AskedAt);

    private static string Behind(IEnumerable<FaultSpan> faults, long at) =>
        faults.LastOrDefault(fault => fault.Ended <= at) is { } last ? $"{Stopwatch.GetElapsedTime(last.Ended, at).TotalSeconds:F1} s behind {last.Kind}" : "before any fault had ended";
}
