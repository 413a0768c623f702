namespace OrleansNews.Operations;

/// <summary>Hands out numbers of one kind, never the same twice. Key: the kind (<c>articles</c>, <c>terms</c>, <c>media</c>, <c>users</c>).</summary>
[Alias("news.allocator")]
public interface IAllocatorGrain : IGrainWithStringKey
{
    /// <summary>
    /// The next <paramref name="count"/> numbers (1 to 10,000), as the first of them. A crash may leave a gap, never a repeat:
    /// a range is durable before a number of it is given out.
    /// </summary>
    [Alias("next")]
    Task<long> NextAsync(int count);

    /// <summary>Sees to it that numbers up to and including <paramref name="value"/> are not given out: an import brought them along.</summary>
    [Alias("reserve")]
    Task ReserveThroughAsync(long value);

    /// <summary>
    /// Whether a number was given out, or lies so that it never will be. What is set aside for the next callers was not: whoever used such a number would meet the one who gets it. Costs a
    /// read of the store for numbers that were not given out; <see cref="GetBoundAsync"/> is for those that anybody can ask for.
    /// </summary>
    [Alias("is-given")]
    Task<bool> IsGivenAsync(long number);

    /// <summary>An upper bound of all numbers given out so far, or <paramref name="atLeast"/> when that is larger: what lies above does not exist.</summary>
    [Alias("bound")]
    Task<long> GetBoundAsync(long atLeast);
}
