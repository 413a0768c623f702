namespace OrleansNews.Articles;

/// <summary>What those who keep something of a story must know of it: whether readers see it, and what somebody may do to it.</summary>
/// <param name="Status"><see cref="ArticleStatus.Published"/> or <see cref="ArticleStatus.Withdrawn"/>.</param>
/// <param name="Live">Whether it has entries, as it was published last; <see cref="LiveOrder.None"/> while it is withdrawn.</param>
/// <param name="MayWrite">Whether whoever is asked for may open it.</param>
/// <param name="MayPublish">Whether they may show readers something new of it.</param>
/// <param name="MayWithdraw">Whether they may take something of it away from readers.</param>
[GenerateSerializer, Immutable, Alias("news.StoryStanding")]
public sealed record StoryStanding(
    [property: Id(0)] ArticleStatus Status, [property: Id(1)] LiveOrder Live, [property: Id(2)] bool MayWrite, [property: Id(3)] bool MayPublish, [property: Id(4)] bool MayWithdraw);
