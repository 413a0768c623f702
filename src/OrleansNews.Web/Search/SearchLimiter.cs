using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>Bounds what each network address searches: a search costs more than any page.</summary>
internal sealed class SearchLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.SearchesPerMinute);
