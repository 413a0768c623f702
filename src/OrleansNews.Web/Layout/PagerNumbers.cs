namespace OrleansNews.Layout;

/// <summary>Which page numbers a pager shows: the first, the last, and those around where the reader is.</summary>
internal static class PagerNumbers
{
    private const int Around = 2;

    /// <summary>The numbers in order; null where some are left out. A gap of a single page is closed by that page.</summary>
    public static ImmutableArray<int?> Of(int page, int pages)
    {
        var shown = Enumerable.Range(page - Around, (2 * Around) + 1).Append(1).Append(pages).Where(number => number >= 1 && number <= pages).Distinct().Order();
        var numbers = ImmutableArray.CreateBuilder<int?>();
        foreach (var number in shown)
        {
            if (numbers.Count > 0 && numbers[^1] is { } before && number - before == 2) numbers.Add(number - 1);
            else if (numbers.Count > 0 && numbers[^1] is { } last && number - last > 2) numbers.Add(null);
            numbers.Add(number);
        }

        return numbers.DrainToImmutable();
    }
}
