namespace OrleansNews.Benchmarks.Moderation;

/// <summary>Something that a moderator's browser asks for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="AddressOf">Its address, by the number of a story on which little is said.</param>
/// <param name="IsFilter">Whether comments are looked through for it, and not a page read: these stand behind the others, and nothing is required of them.</param>
internal sealed record DeskRead(string Name, Func<long, string> AddressOf, bool IsFilter = false);
