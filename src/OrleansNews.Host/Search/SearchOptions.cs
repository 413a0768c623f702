namespace OrleansNews.Search;

/// <summary>The search index of this process. Section <c>Search</c>.</summary>
internal sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>
    /// The file of the index, on a local disk, of this process alone. It can be deleted while the host is stopped: it is made anew. Default: <c>search.db</c> in the data folder; with a store that silos
    /// share, <c>search-PORT.db</c> with the silo's port.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>How many searches are made at once, 1 to 64. Default: 2.</summary>
    public int Readers { get; set; } = 2;

    /// <summary>How many searches may wait for that, 1 to 10,000; more are answered 503. Default: 64.</summary>
    public int MaxWaiting { get; set; } = 64;
}
