namespace OrleansNews.Layout;

/// <summary>How other sites and messengers show a link to a page (Open Graph, ogp.me).</summary>
public sealed record SocialCard
{
    /// <summary><c>website</c> or <c>article</c>.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The path of the page.</summary>
    public required string Path { get; init; }

    /// <summary>The address of a picture; empty when there is none.</summary>
    public string Image { get; init; } = "";

    /// <summary>Of an article: its first publication.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Of an article: its last change.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Of an article: the name of its section.</summary>
    public string Section { get; init; } = "";

    /// <summary>Of an article: the names of its tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Of an article: its authors.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];
}
