using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

[JsonSerializable(typeof(ModerationQueueState))]
[JsonSerializable(typeof(StoryModerationState))]
[JsonSerializable(typeof(ModerationLogState))]
[JsonSerializable(typeof(TreeNode<StoredLogEntry>))]
[JsonSerializable(typeof(TreeNode<QueueEntry>))]
[JsonSerializable(typeof(TreeNode<QueuedThread>))]
internal sealed partial class ModerationJson : JsonSerializerContext;
