using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>
/// The keys that seal where comments came from (network address and user agent), one for each day (UTC). A key is destroyed
/// <c>Privacy:OriginDays</c> days after its day, and with it what was sealed under it, wherever copies lie. Key: 0.
/// </summary>
[Alias("news.day-keys")]
public interface IDayKeysGrain : IGrainWithIntegerKey
{
    /// <summary>How many seals one call opens.</summary>
    const int MostAtOnce = 100;

    /// <summary>
    /// The key of <paramref name="day"/>, which must be today or a day beside it (clocks differ). It is durable before anybody gets it. For grains, not for front ends.
    /// </summary>
    [Alias("key")]
    Task<DayKey> GetKeyAsync(DateOnly day);

    /// <summary>Opens what was sealed under a day's key; null when the actor may not moderate, or when the key is destroyed: the origin has expired.</summary>
    [Alias("unseal")]
    Task<CommentOrigin?> UnsealAsync(ImmutableArray<byte> seal, Actor actor);

    /// <summary>The same for many, at most <see cref="MostAtOnce"/>: an origin or null for each seal, in their order. Null when the actor may not moderate.</summary>
    [Alias("unseal-all")]
    Task<ImmutableArray<CommentOrigin?>?> UnsealAllAsync(ImmutableArray<ImmutableArray<byte>> seals, Actor actor);

    /// <summary>Destroys the keys that are due, now. Returns how many; -1 when the actor may neither operate nor manage the site.</summary>
    [Alias("destroy-expired")]
    Task<int> DestroyExpiredAsync(Actor actor);
}

/// <summary>The key of a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Key">32 random bytes.</param>
[GenerateSerializer, Immutable, Alias("news.DayKey")]
public sealed record DayKey([property: Id(0)] DateOnly Day, [property: Id(1)] ImmutableArray<byte> Key);

/// <summary>Where a comment came from.</summary>
/// <param name="Address">The network address.</param>
/// <param name="UserAgent">The user agent.</param>
[GenerateSerializer, Immutable, Alias("news.CommentOrigin")]
public sealed record CommentOrigin([property: Id(0)] string Address, [property: Id(1)] string UserAgent)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => "an origin";
}
