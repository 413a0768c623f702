using System.Text.Json.Serialization;

namespace OrleansNews.Listings;

[JsonSerializable(typeof(ListingState))]
[JsonSerializable(typeof(TreeNode<ListingRecord>))]
[JsonSerializable(typeof(TreeNode<KnownStory>))]
internal sealed partial class ListingJson : JsonSerializerContext;
