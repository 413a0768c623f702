using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

[JsonSerializable(typeof(ListingState))]
[JsonSerializable(typeof(ListingNamesState))]
[JsonSerializable(typeof(TreeNode<ListingRecord>))]
[JsonSerializable(typeof(TreeNode<KnownStory>))]
[JsonSerializable(typeof(TreeNode<ListedChange>))]
internal sealed partial class ListingJson : JsonSerializerContext;
