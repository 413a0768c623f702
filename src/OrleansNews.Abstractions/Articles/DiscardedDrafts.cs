using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Throws a draft away: the change that readers of a published or withdrawn story do not see, or a story that was never published as a whole.</summary>
/// <param name="ExpectedVersion">The version that was seen.</param>
/// <param name="Actor">Who throws it away: who may write it, and who may publish it where it goes out by itself.</param>
[GenerateSerializer, Immutable, Alias("news.DiscardDraft")]
public sealed record DiscardDraft([property: Id(0)] long ExpectedVersion, [property: Id(1)] Actor Actor);

/// <summary>A draft that was thrown away, and can be taken back.</summary>
/// <param name="At">When.</param>
/// <param name="By">The name of who did.</param>
[GenerateSerializer, Immutable, Alias("news.DraftInTrash")]
public sealed record DraftInTrash([property: Id(0)] DateTimeOffset At, [property: Id(1)] string By);
