namespace OrleansNews.Comments.Threads;

/// <summary>
/// The lower bound of the Wilson score interval at 95 per cent (E. B. Wilson, 1927): what share of all readers would at least vote for a comment,
/// judged by those who did vote. It puts 40 of 50 above 1 of 1.
/// </summary>
internal static class Wilson
{
    private const double Z = 1.959964;

    public static double LowerBound(int up, int down)
    {
        if (up <= 0) return 0;
        double n = up + (double)Math.Max(down, 0);
        var share = up / n;
        return (share + Z * Z / (2 * n) - Z * Math.Sqrt((share * (1 - share) + Z * Z / (4 * n)) / n)) / (1 + Z * Z / n);
    }
}
