using System.Diagnostics.CodeAnalysis;

namespace OrleansNews.Logs;

/// <summary>Keeps what was used last, up to a total cost.</summary>
internal sealed class BoundedCache<TKey, TValue>(long limit)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>The cost of everything kept.</summary>
    public long Cost { get; private set; }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_byKey.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value, long cost)
    {
        Remove(key);
        if (cost > limit) return;
        _byKey[key] = _byUse.AddFirst(new Entry(key, value, cost));
        Cost += cost;
        while (Cost > limit) Remove(_byUse.Last!.Value.Key);
    }

    public void Remove(TKey key)
    {
        if (!_byKey.Remove(key, out var node)) return;
        _byUse.Remove(node);
        Cost -= node.Value.Cost;
    }

    public void Clear()
    {
        _byKey.Clear();
        _byUse.Clear();
        Cost = 0;
    }

    private readonly record struct Entry(TKey Key, TValue Value, long Cost);
}
