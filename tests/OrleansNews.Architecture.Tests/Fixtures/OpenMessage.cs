namespace OrleansNews.Fixtures;

/// <summary>A message that is neither sealed nor a record nor immutable, with a gap in its numbers and a list that anybody can change.</summary>
[GenerateSerializer, Alias("news.OpenMessage")]
public class OpenMessage
{
    [Id(0)] public List<string> Words { get; init; } = [];

    [Id(2)] public int Count { get; set; }
}
