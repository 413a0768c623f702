using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>How often an address may read the public log: it costs about as much as a search.</summary>
internal sealed class PublicLogLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.SearchesPerMinute);
