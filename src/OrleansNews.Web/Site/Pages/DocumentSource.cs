namespace OrleansNews.Site;

/// <summary>Knows a document for programs, such as a feed or a sitemap, as everybody gets it.</summary>
/// <param name="read">Makes it; gets this and the document that is known, and gives that one back while it is true.</param>
/// <param name="showsComments">Whether comments of any story may be in it.</param>
internal sealed class DocumentSource(Func<DocumentSource, PageEdition?, Task<PageAnswer>> read, bool showsComments = false) : IPageSource
{
    /// <summary>The story whose comments are in it; null for several, and while the story is not known.</summary>
    public ArticleId? Article { get; set; }

    /// <inheritdoc/>
    public bool ShowsComments => showsComments;

    /// <inheritdoc/>
    public bool ShowsTexts { get; init; } = true;

    /// <inheritdoc/>
    public bool IsForPrograms => true;

    public Task<PageAnswer> ReadAsync(PageEdition? known) => read(this, known);

    /// <summary>A document of a version; the one that is known when it says the same.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="version">What it was made from. A lower listing than the known one's comes from an activation that is behind.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="lastModified">When it changed, if that is known.</param>
    public static PageEdition Edition(PageEdition? known, PageVersion version, byte[] bytes, string contentType, DateTimeOffset? lastModified = null)
    {
        if (known is not null && version.Content < known.Version.Content) return known;
        var kind = new DocumentKind(contentType, lastModified);
        var isSame = known is not null && known.Latest.Document == kind && known.Latest.Identity.Bytes.AsSpan().SequenceEqual(bytes);
        // Of another version, and the same bytes: what was compressed stays.
        return isSame && known!.Version == version ? known : new(version, isSame ? known!.Latest : new FinishedPage(new(bytes, []), new([]), kind));
    }
}
