using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

[JsonSerializable(typeof(LiveStoryState))]
[JsonSerializable(typeof(LiveEntryTextState))]
[JsonSerializable(typeof(TreeNode<LiveEntryRecord>))]
[JsonSerializable(typeof(TreeNode<LiveChangeRecord>))]
[JsonSerializable(typeof(TreeNode<LiveSubmissionRecord>))]
internal sealed partial class LiveStoriesJson : JsonSerializerContext;
