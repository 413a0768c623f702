using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Bounds how many views of stories each network address asks for that are made for it alone.</summary>
internal sealed class ViewLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.ViewsPerMinute);
