using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace OrleansNews.Operations;

/// <summary>The comment threads that this silo has in memory, and how large each is. Asked by nobody but the reports, every few seconds.</summary>
internal sealed class ResidentThreads
{
    private readonly ConcurrentDictionary<object, Func<ThreadSize>> _threads = new();

    /// <summary>A thread is in memory.</summary>
    /// <param name="thread">What is forgotten later.</param>
    /// <param name="size">Says how large it is, from any scheduler: a number that is a little old does no harm.</param>
    public void Add(object thread, Func<ThreadSize> size) => _threads[thread] = size;

    /// <summary>It is not any more.</summary>
    public void Remove(object thread) => _threads.TryRemove(thread, out _);

    /// <summary>Those in which most commands wait, then the longest.</summary>
    public ImmutableArray<ThreadSize> Largest(int count) =>
        [.. _threads.Select(thread => thread.Value()).OrderByDescending(size => size.Waiting).ThenByDescending(size => size.Events).ThenBy(size => size.Article.Value).Take(count)];
}
