package rihla;

import java.io.Reader;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Test only: the three parts of analysis that our mapping names and that the minimal distribution lacks, made of the
 * same Lucene classes as the real ones. Anything else that a mapping names is refused, so that a test shows it.
 */
public class AnalysisForTests extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return Map.of("pattern_replace", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
            Pattern pattern = Pattern.compile(required(settings, "pattern"));
            String replacement = settings.get("replacement", "");
            return new CharFilterFactory() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Reader create(Reader text) {
                    return new PatternReplaceCharFilter(pattern, replacement, text);
                }
            };
        }));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "asciifolding", (index, environment, name, settings) -> new Filter(name, ASCIIFoldingFilter::new),
            "stemmer", AnalysisPlugin.requiresAnalysisSettings(
                (index, environment, name, settings) -> new Filter(name, stemmer(required(settings, "language"))))
        );
    }

    private static UnaryOperator<TokenStream> stemmer(String language) {
        return switch (language) {
            case "english" -> words -> new org.apache.lucene.analysis.en.PorterStemFilter(words);
            case "french" -> words -> new SnowballFilter(words, "French");
            case "light_spanish" -> SpanishLightStemFilter::new;
            default -> throw new IllegalArgumentException("no stemmer for tests: " + language);
        };
    }

    private static String required(Settings settings, String name) {
        String value = settings.get(name);
        if (value == null) throw new IllegalArgumentException(name + " is missing");
        return value;
    }

    private record Filter(String name, UnaryOperator<TokenStream> words) implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return words.apply(input);
        }
    }
}
