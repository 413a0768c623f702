using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Saves a draft: of a new story, or of the next revision while the published one stays up.</summary>
/// <param name="Content">The whole content; drafts may be incomplete.</param>
/// <param name="ExpectedVersion">The <see cref="ArticleSaved.Version"/> that the writer started from; 0 for a new story.</param>
/// <param name="Actor">Who saves. Refused as <see cref="ArticleLocked"/> while a colleague has the story open.</param>
/// <param name="IsAutosave">Whether nobody asked for it: it is refused where it would change what goes out by itself.</param>
/// <param name="InReview">Whether the draft is ready for an editor; null leaves it as it is.</param>
/// <param name="Words">What is to be said when the draft goes out; null leaves it as it is, and so does whoever may not publish it. Where that is planned, they are said with it.</param>
[GenerateSerializer, Immutable, Alias("news.SaveDraft")]
public sealed record SaveDraft(
    [property: Id(0)] ArticleContent Content,
    [property: Id(1)] long ExpectedVersion,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] bool IsAutosave = false,
    [property: Id(4)] bool? InReview = null,
    [property: Id(5)] PublicationWords? Words = null);

/// <summary>Publishes content as the next revision: the first publication, or an update of a published or withdrawn story.</summary>
/// <param name="Content">The whole content, complete; a draft is given up for it. Null publishes the draft, or a withdrawn story without draft as it was.</param>
/// <param name="ExpectedVersion">The version that the writer started from; 0 for a new story.</param>
/// <param name="Actor">Who publishes.</param>
/// <param name="PublishedAt">
/// The date of first publication, for imports; not in the future. Null means now, or stays as it was. It decides the dated part of the permalink.
/// </param>
/// <param name="Reason">Why, for the revision history; may be empty.</param>
/// <param name="Correction">What readers are told of a mistake that this update mends; null when it mends none.</param>
/// <param name="KeepsDraft">Whether a draft, and when it is due, stay as they are: what is published comes from elsewhere.</param>
[GenerateSerializer, Immutable, Alias("news.PublishArticle")]
public sealed record PublishArticle(
    [property: Id(0)] ArticleContent? Content,
    [property: Id(1)] long ExpectedVersion,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] DateTimeOffset? PublishedAt = null,
    [property: Id(4)] string Reason = "",
    [property: Id(5)] CorrectionNote? Correction = null,
    [property: Id(6)] bool KeepsDraft = false);

/// <summary>Takes a published story back. Its address answers 410; its thread stays and can be seen by staff alone.</summary>
/// <param name="ExpectedVersion">The version that the editor saw.</param>
/// <param name="Actor">Who withdraws.</param>
/// <param name="Reason">Why, for the revision history; may be empty.</param>
[GenerateSerializer, Immutable, Alias("news.WithdrawArticle")]
public sealed record WithdrawArticle([property: Id(0)] long ExpectedVersion, [property: Id(1)] Actor Actor, [property: Id(2)] string Reason = "");
