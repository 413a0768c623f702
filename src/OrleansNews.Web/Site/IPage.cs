namespace OrleansNews.Site;

/// <summary>A component that is a whole page, or a whole fragment, made from one model.</summary>
public interface IPage<TModel>
{
    /// <summary>What it shows.</summary>
    TModel Model { get; set; }
}
