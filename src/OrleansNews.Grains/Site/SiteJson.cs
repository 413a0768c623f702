using System.Text.Json.Serialization;

namespace OrleansNews.Site;

[JsonSerializable(typeof(SiteState))]
[JsonSerializable(typeof(SiteOptions))]
[JsonSerializable(typeof(DiscussionOptions))]
internal sealed partial class SiteJson : JsonSerializerContext;
