using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>What staff write: everything of a story that a revision keeps.</summary>
[GenerateSerializer, Immutable, Alias("news.ArticleContent")]
public sealed record ArticleContent
{
    /// <summary>The headline as plain text. Required to publish, at most 300 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>The last part of the permalink; empty means: made from the title. At most <see cref="Slugs.MaxLength"/> characters.</summary>
    [Id(1)] public string Slug { get; init; } = "";

    /// <summary>The body in <see cref="Format"/>. Required to publish, at most 2,000,000 characters.</summary>
    [Id(2)] public required string Body { get; init; }

    /// <summary>The language of <see cref="Body"/>.</summary>
    [Id(3)] public BodyFormat Format { get; init; } = BodyFormat.Markdown;

    /// <summary>What listings, feeds and search engines say of the story: plain text, at most 1,000 characters. Empty: the standfirst, else cut from the body.</summary>
    [Id(4)] public string Excerpt { get; init; } = "";

    /// <summary>The section; null means the site's default section.</summary>
    [Id(5)] public Term? Section { get; init; }

    /// <summary>Tags, in the order given, without repeats; at most 50.</summary>
    [Id(6)] public ImmutableArray<Term> Tags { get; init; } = [];

    /// <summary>The byline: authors in the order given; at most 20. Empty: the name of whoever publishes.</summary>
    [Id(7)] public ImmutableArray<Term> Authors { get; init; } = [];

    /// <summary>The place the story was reported from, "LISBON"; may be empty, at most 100 characters.</summary>
    [Id(8)] public string Dateline { get; init; } = "";

    /// <summary>Whether readers may comment. Default: yes. The site can close comments by age besides.</summary>
    [Id(9)] public bool CommentsOpen { get; init; } = true;

    /// <summary>The standfirst: plain text under the headline, at most 1,000 characters. Empty: the excerpt stands there.</summary>
    [Id(10)] public string Standfirst { get; init; } = "";

    /// <summary>The headline for search engines and window titles, at most 300 characters. Empty: the headline.</summary>
    [Id(11)] public string SeoTitle { get; init; } = "";

    /// <summary>The description for search engines and shared links, at most 1,000 characters. Empty: the excerpt, else the standfirst.</summary>
    [Id(12)] public string SeoDescription { get; init; } = "";

    /// <summary>The picture at the head of the story; null for none.</summary>
    [Id(13)] public LeadImage? LeadImage { get; init; }

    /// <summary>Whether it is a live story, to which entries are added while it is published, and in what order readers see them.</summary>
    [Id(14)] public LiveOrder Live { get; init; }

    /// <summary>Whether both say the same, tag by tag and author by author.</summary>
    public bool Equals(ArticleContent? other) =>
        other is not null && Title == other.Title && Slug == other.Slug && Body == other.Body && Format == other.Format && Excerpt == other.Excerpt
        && Section == other.Section && Tags.AsSpan().SequenceEqual(other.Tags.AsSpan()) && Authors.AsSpan().SequenceEqual(other.Authors.AsSpan())
        && Dateline == other.Dateline && CommentsOpen == other.CommentsOpen && Standfirst == other.Standfirst && SeoTitle == other.SeoTitle && SeoDescription == other.SeoDescription && LeadImage == other.LeadImage && Live == other.Live;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Slug, Body, Section, Tags.IsDefault ? 0 : Tags.Length, Authors.IsDefault ? 0 : Authors.Length);

    /// <summary>Nothing of the text: Orleans logs the arguments of a call that fails, and the text may be under embargo.</summary>
    public override string ToString() => $"content of {Body.Length} characters";
}
