namespace OrleansNews.Site;

/// <summary>What the configuration (section <c>Site</c>) fixes of the settings; it wins over what staff set. Null leaves a setting to staff, the default for all.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>The newspaper's name, 1 to 100 characters.</summary>
    public string? Title { get; set; }

    /// <summary>A line below it, at most 200 characters.</summary>
    public string? Tagline { get; set; }

    /// <summary>The language of the stories, as a BCP 47 tag: <c>en</c>, <c>pt-BR</c>.</summary>
    public string? Language { get; set; }

    /// <summary>The time zone of dates and dated addresses, as an IANA name: <c>Europe/Lisbon</c>.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Where readers find the newspaper, scheme and host without a path: <c>https://news.example.org</c>.</summary>
    public string? Address { get; set; }

    /// <summary>Whether search engines are asked to leave the site alone.</summary>
    public bool? DiscourageSearchEngines { get; set; }
}
