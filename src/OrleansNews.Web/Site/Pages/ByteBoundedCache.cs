using System.Collections.Concurrent;

namespace OrleansNews.Site;

/// <summary>
/// Keeps what is used again, bounded by bytes: S3-FIFO (Yang and others, SOSP 2023). What is new stands in a small queue and leaves it unless it is used twice there, so
/// that a crawler that reads everything once takes a tenth of the space and no more; what left it a short time ago comes back straight into the large one. Finding something takes no lock.
/// </summary>
/// <remarks>Own code because no library that is kept up bounds by bytes and resists scans: BitFaster.Caching counts items, MemoryCache counts bytes but keeps what is recent.</remarks>
internal sealed class ByteBoundedCache<T>(long capacity)
    where T : class
{
    private const int MostUses = 3;
    private const int UsesToStay = 2;
    private const int FewestGhosts = 1024;

    private readonly ConcurrentDictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<Node> _small = [];
    private readonly LinkedList<Node> _large = [];
    private readonly Queue<int> _ghostOrder = [];
    private readonly HashSet<int> _ghosts = [];
    private readonly Lock _gate = new();
    private readonly long _smallCapacity = capacity / 10;
    private long _smallWeight;
    private long _largeWeight;

    /// <summary>The bytes that are kept.</summary>
    public long Weight => Interlocked.Read(ref _smallWeight) + Interlocked.Read(ref _largeWeight);

    /// <summary>How many things are kept.</summary>
    public int Count => _nodes.Count;

    /// <summary>All that is kept, at about this moment.</summary>
    public IEnumerable<T> All => _nodes.Select(node => node.Value.Value);

    /// <summary>What is kept under a name; null when nothing is. Counts as a use.</summary>
    public T? Find(string key)
    {
        if (!_nodes.TryGetValue(key, out var node)) return null;
        // Two readers may count as one: it is an estimate.
        if (node.Uses < MostUses) node.Uses++;
        return node.Value;
    }

    /// <summary>Keeps something, and forgets what is used least for it. Something that is larger than the whole room is not kept.</summary>
    public void Put(string key, T value, long weight)
    {
        if (weight > capacity) return;
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var old)) Take(old);
            var node = new Node(key, value, weight);
            _nodes[key] = node;
            Enter(node, isLarge: _ghosts.Remove(key.GetHashCode(StringComparison.Ordinal)));
            Shrink();
        }
    }

    /// <summary>Says what something weighs now. Nothing happens when it is not kept any more.</summary>
    public void Weigh(string key, T value, long weight)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node) || !ReferenceEquals(node.Value, value) || node.Weight == weight) return;
            Add(node.IsLarge, weight - node.Weight);
            node.Weight = weight;
            Shrink();
        }
    }

    /// <summary>Forgets something, unless another has taken its name.</summary>
    public void Remove(string key, T value)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node) || !ReferenceEquals(node.Value, value)) return;
            Take(node);
            _nodes.TryRemove(key, out _);
        }
    }

    private void Shrink()
    {
        while (_smallWeight + _largeWeight > capacity)
        {
            if (_small.First is { } oldest && (_smallWeight > _smallCapacity || _large.First is null)) Judge(oldest.Value);
            else Pass(_large.First!.Value);
        }
    }

    private void Judge(Node node)
    {
        Take(node);
        if (node.Uses >= UsesToStay)
        {
            node.Uses = 0;
            Enter(node, isLarge: true);
            return;
        }

        _nodes.TryRemove(node.Key, out _);
        Remember(node.Key.GetHashCode(StringComparison.Ordinal));
    }

    private void Pass(Node node)
    {
        Take(node);
        if (node.Uses > 0)
        {
            node.Uses--;
            Enter(node, isLarge: true);
            return;
        }

        _nodes.TryRemove(node.Key, out _);
    }

    private void Remember(int ghost)
    {
        if (_ghosts.Add(ghost)) _ghostOrder.Enqueue(ghost);
        while (_ghostOrder.Count > Math.Max(FewestGhosts, _large.Count)) _ghosts.Remove(_ghostOrder.Dequeue());
    }

    private void Enter(Node node, bool isLarge)
    {
        node.IsLarge = isLarge;
        node.Place = (isLarge ? _large : _small).AddLast(node);
        Add(isLarge, node.Weight);
    }

    private void Take(Node node)
    {
        (node.IsLarge ? _large : _small).Remove(node.Place!);
        Add(node.IsLarge, -node.Weight);
    }

    private void Add(bool isLarge, long weight)
    {
        if (isLarge) Interlocked.Add(ref _largeWeight, weight);
        else Interlocked.Add(ref _smallWeight, weight);
    }

    private sealed class Node(string key, T value, long weight)
    {
        public string Key => key;

        public T Value => value;

        public long Weight { get; set; } = weight;

        public bool IsLarge { get; set; }

        public int Uses { get; set; }

        public LinkedListNode<Node>? Place { get; set; }
    }
}
