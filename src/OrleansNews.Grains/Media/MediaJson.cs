using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Media;

[JsonSerializable(typeof(MediaState))]
[JsonSerializable(typeof(MediaLibraryState))]
[JsonSerializable(typeof(TreeNode<MediaRecord>))]
internal sealed partial class MediaJson : JsonSerializerContext;
