namespace OrleansNews.Comments;

/// <summary>How much is being said: every visible comment counts half as much with each day that passes. Because all fade alike, a sum made at one moment is good for every later one.</summary>
internal static class DiscussionHeat
{
    /// <summary>Comments beyond these change no order that anybody sees.</summary>
    public const int MostComments = 2_000;

    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);

    /// <summary>After this long a comment counts a thousandth.</summary>
    public static readonly TimeSpan Memory = 10 * HalfLife;

    /// <summary>What is left of one after a time.</summary>
    public static double After(TimeSpan age) => age <= TimeSpan.Zero ? 1 : Math.Pow(0.5, age / HalfLife);
}
