using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansNews.Site;

/// <summary>How much a request may carry; more is 413.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
