using System.Collections.Immutable;

namespace OrleansNews.Site;

/// <summary>The settings of the newspaper that staff can change.</summary>
[GenerateSerializer, Immutable, Alias("news.SiteSettings")]
public sealed record SiteSettings
{
    /// <summary>Grows with every change.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>The newspaper's name, 1 to 100 characters. Default: "OrleansNews".</summary>
    [Id(1)] public string Title { get; init; } = "OrleansNews";

    /// <summary>A line below it, at most 200 characters.</summary>
    [Id(2)] public string Tagline { get; init; } = "";

    /// <summary>The language of the stories, as a BCP 47 tag. Default: <c>en</c>.</summary>
    [Id(3)] public string Language { get; init; } = "en";

    /// <summary>The time zone of dates and dated addresses, as an IANA name. Default: <c>UTC</c>.</summary>
    [Id(4)] public string TimeZone { get; init; } = "UTC";

    /// <summary>Stories on a listing page, 1 to 100. Default: 10 (WordPress).</summary>
    [Id(5)] public int StoriesPerPage { get; init; } = 10;

    /// <summary>Comments.</summary>
    [Id(6)] public DiscussionSettings Discussion { get; init; } = new();

    /// <summary>The section of stories that name none.</summary>
    [Id(7)] public Term DefaultSection { get; init; } = new("news", "News");

    /// <summary>
    /// Where readers find the newspaper, scheme and host without a path: <c>https://news.example.org</c>. Empty, the default: what a request says of itself, and
    /// pages that many readers share name no host.
    /// </summary>
    [Id(8)] public string Address { get; init; } = "";

    /// <summary>Whether search engines are asked to leave the site alone (WordPress's "Discourage search engines from indexing this site"). Default: no.</summary>
    [Id(9)] public bool DiscourageSearchEngines { get; init; }

    /// <summary>How addresses of stories are made (<see cref="Articles.PermalinkPattern"/>). After a change all stories move, and their former addresses lead to the new ones.</summary>
    [Id(10)] public string Permalinks { get; init; } = Articles.PermalinkPattern.Default;

    /// <summary>Patterns that were in use before, the latest first, at most 20. Kept by the site itself: what an update says of them is ignored.</summary>
    [Id(11)] public ImmutableArray<string> FormerPermalinks { get; init; } = [];

    /// <summary>
    /// The sections of the navigation in their order, by the names that readers see, at most 50. Empty, the default: those of the newest stories, the busiest first, by the
    /// names that stories give them.
    /// </summary>
    [Id(12)] public ImmutableArray<Term> Sections { get; init; } = [];

    /// <summary>
    /// Which of these settings the configuration fixes, by the names that <see cref="FieldError.Field"/> has for them: <c>title</c>, <c>discussion.maxLinks</c>. Kept by the site
    /// itself: what an update says of them is ignored, and so is what it says of their values.
    /// </summary>
    [Id(13)] public ImmutableArray<string> Fixed { get; init; } = [];

    /// <summary>
    /// Whether every listing of this newspaper is named by <see cref="Listings.IListingNamesGrain"/>: it is when the newspaper began with a build that does so, and once the site has walked through the stories of before. Kept by the site itself: what an update says of it is ignored.
    /// </summary>
    [Id(15)] public bool NamesListings { get; init; }

    /// <summary>Whether the configuration fixes the setting of this field.</summary>
    public bool IsFixed(string field) => !Fixed.IsDefaultOrEmpty && Fixed.Contains(field);

    /// <summary>Whether the newspaper sends mail: the configuration of the silos (<c>Mail:Host</c>) says so. What an update says of it is ignored.</summary>
    [Id(14)] public bool SendsMail { get; init; }
}
