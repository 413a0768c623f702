using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The head of one shard: the roots of its trees.</summary>
internal sealed record ModerationQueueState
{
    /// <summary>Counts changes.</summary>
    public long Version { get; set; }

    public TreeNode<QueueEntry> Held { get; set; } = new();

    public TreeNode<QueueEntry> Flagged { get; set; } = new();

    public TreeNode<QueueEntry> All { get; set; } = new();

    public TreeNode<QueueEntry> Spam { get; set; } = new();

    public TreeNode<QueueEntry> Trash { get; set; } = new();

    /// <summary>How far each thread has told, by story.</summary>
    public TreeNode<QueuedThread> Threads { get; set; } = new();

    /// <summary>Stored nodes of the queues that this head's change replaced and that are to be deleted.</summary>
    public ImmutableArray<string> Replaced { get; set; } = [];

    /// <summary>The same for <see cref="Threads"/>.</summary>
    public ImmutableArray<string> ReplacedThreads { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The root of one queue.</summary>
    public TreeNode<QueueEntry> Of(ModerationQueues queue) => queue switch
    {
        ModerationQueues.Held => Held,
        ModerationQueues.Flagged => Flagged,
        ModerationQueues.All => All,
        ModerationQueues.Spam => Spam,
        ModerationQueues.Trash => Trash,
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "not one queue"),
    };

    public ModerationQueueState With(ModerationQueues queue, TreeNode<QueueEntry> root) => queue switch
    {
        ModerationQueues.Held => this with { Held = root },
        ModerationQueues.Flagged => this with { Flagged = root },
        ModerationQueues.All => this with { All = root },
        ModerationQueues.Spam => this with { Spam = root },
        ModerationQueues.Trash => this with { Trash = root },
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "not one queue"),
    };
}
